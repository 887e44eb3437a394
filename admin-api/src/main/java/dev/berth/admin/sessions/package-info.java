/// The live sessions of the nodes, asked for over the event bus.
@NullMarked
@CheckReturnValue
package dev.berth.admin.sessions;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
