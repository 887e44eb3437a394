/// Traces for OpenTelemetry, made of the events of a node; nothing of it is loaded while they are off.
@NullMarked
@CheckReturnValue
package dev.berth.deploy.traces;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
