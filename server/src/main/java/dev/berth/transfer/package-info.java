/// The data connection: reservations of passive ports, active dialling, and [Transfers], the one place where the
/// sequence of a transfer stands. A transfer runs wholly on its data socket's event loop.
@NullMarked
@CheckReturnValue
package dev.berth.transfer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
