/// TLS of the node: engine, named policies, keys and certificates, which of them a client is shown, and how many
/// handshakes run at once. The handlers themselves are inserted by `net`.
@NullMarked
@CheckReturnValue
package dev.berth.tls;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
