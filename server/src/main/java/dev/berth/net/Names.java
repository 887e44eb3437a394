package dev.berth.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;

/// Looks DNS names up without blocking.
public final class Names {

    private Names() {}

    /// The address of a name, by Vert.x' own resolver.
    public static Future<InetAddress> resolve(Vertx vertx, String name) {
        return ((VertxInternal) vertx).nameResolver().resolve(name);
    }
}
