/// What tenants, accounts and sessions may do only so much of: buckets and counts. Nothing here waits, knows a socket
/// or reads a clock; whoever asks says what time it is, and waits himself.
@NullMarked
@CheckReturnValue
package dev.berth.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
