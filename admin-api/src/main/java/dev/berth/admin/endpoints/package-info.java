/// The endpoints and their control ports.
@NullMarked
@CheckReturnValue
package dev.berth.admin.endpoints;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
