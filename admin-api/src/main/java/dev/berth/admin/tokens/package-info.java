/// The tokens by which administrators are known.
@NullMarked
@CheckReturnValue
package dev.berth.admin.tokens;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
