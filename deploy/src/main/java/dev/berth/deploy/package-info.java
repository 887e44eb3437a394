/// The composition root: arguments, configuration and start of the node, and what it tells the operator. Nothing
/// here knows of FTP; what is decided here is only which adapters the engine gets and in which order things begin
/// and end.
@NullMarked
@CheckReturnValue
package dev.berth.deploy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
