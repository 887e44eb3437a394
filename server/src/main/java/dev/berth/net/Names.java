package dev.berth.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Looks DNS names up without blocking.
public final class Names {

    private Names() {}

    /// All addresses of a name, by Vert.x' own resolver.
    ///
    /// @return on the caller's context; fails if there are none
    public static Future<List<InetAddress>> resolve(Vertx vertx, String name) {
        var promise = ((ContextInternal) vertx.getOrCreateContext()).<List<InetSocketAddress>>promise();
        ((VertxInternal) vertx).nameResolver().resolveAll(name, promise::handle);
        return promise.future()
                .map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
    }
}
