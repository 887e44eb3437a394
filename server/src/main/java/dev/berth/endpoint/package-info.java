/// Where tenants are reached: endpoints with their listeners, passive ranges, what a 227 advertises; and the
/// contract by which all of it is read and changed.
@NullMarked
@CheckReturnValue
package dev.berth.endpoint;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
