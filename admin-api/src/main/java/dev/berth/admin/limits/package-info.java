/// What tenants and accounts may do only so much of.
@NullMarked
@CheckReturnValue
package dev.berth.admin.limits;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
