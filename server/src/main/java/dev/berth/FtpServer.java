package dev.berth;

import dev.berth.config.BerthConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/// A running node: supervisor, control listeners and passive pools of every tenant in the directory.
public final class FtpServer {

    private FtpServer() {}

    /// Starts serving what the directory says.
    ///
    /// @return the running server once every listener is open; fails with a sentence that names the port or address which
    ///     could not be opened
    public static Future<FtpServer> start(Vertx vertx, BerthConfig config, Adapters adapters) {
        return Future.failedFuture("not yet");
    }

    /// Ends all sessions and listeners.
    public Future<Void> stop() {
        return Future.succeededFuture();
    }
}
