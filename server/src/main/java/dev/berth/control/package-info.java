/// Control connections: lines in, replies out. [ControlConnection] is the only writer of a control socket and the
/// owner of a session's one mutable thing, its state.
@NullMarked
@CheckReturnValue
package dev.berth.control;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
