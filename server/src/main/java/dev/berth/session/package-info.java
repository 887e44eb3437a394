/// What is known of one client, as immutable values: [SessionState] and what it is made of. Nothing here reads,
/// writes or waits. A state carries exactly what is known in it, and a transition is a method of the state that
/// allows it.
@NullMarked
@CheckReturnValue
package dev.berth.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
