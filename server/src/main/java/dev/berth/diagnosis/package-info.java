/// Why did it fail? [Diagnosis] listens to what happens, keeps the last of each session's dialogue and data
/// connections, and says the cause in words, with the remedy. Nothing here is asked on the way of a command or a
/// byte, and nothing here is kept over a restart.
@NullMarked
@CheckReturnValue
package dev.berth.diagnosis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
