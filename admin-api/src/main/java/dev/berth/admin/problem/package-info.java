/// Refusals as RFC 9457 bodies, and the reader of requests that finds all that is wrong with one.
@NullMarked
@CheckReturnValue
package dev.berth.admin.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
