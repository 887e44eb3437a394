/// What tenants, accounts and sessions may do only so much of: buckets and counts. Nothing here knows a
/// socket, reads a clock or starts a timer: whoever asks says what time it is, and waits himself.
@NullMarked
@CheckReturnValue
package dev.berth.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
