/// The operation on what the node measures.
@NullMarked
@CheckReturnValue
package dev.berth.admin.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
