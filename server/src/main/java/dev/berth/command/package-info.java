/// What each verb does: one file per verb, one table ([Commands]), one way from a line to a step ([Dispatcher]),
/// one place where failures become replies ([Failures]). A command never writes, never logs its argument and never
/// catches.
@NullMarked
@CheckReturnValue
package dev.berth.command;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
