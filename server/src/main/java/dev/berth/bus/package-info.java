/// Every address of the event bus, every message as a record, and their one JSON codec, versioned (decision record
/// 0008).
@NullMarked
@CheckReturnValue
package dev.berth.bus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
