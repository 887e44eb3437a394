/// Sockets: the only package that imports `io.netty` and Vert.x internals (decision record 0009). A socket lives
/// on one event loop, that of the Vert.x context it was made for; every callback comes on that context, and every
/// method is called there unless it says otherwise.
@NullMarked
@CheckReturnValue
package dev.berth.net;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
