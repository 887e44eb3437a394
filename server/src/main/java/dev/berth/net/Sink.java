package dev.berth.net;

import io.vertx.core.Future;
import java.nio.ByteBuffer;

/// Where received octets go.
@FunctionalInterface
public interface Sink {
    /// Takes all of `buffers`; they are good until the future completes.
    Future<Void> take(ByteBuffer[] buffers);

    /// How many octets may wait for it before reading stops.
    default long mostWaiting() {
        return 2 << 20;
    }
}
