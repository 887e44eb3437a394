/// The engine's one public entry, [FtpServer], and what it asks of the outside, [Adapters].
@NullMarked
@CheckReturnValue
package dev.berth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
