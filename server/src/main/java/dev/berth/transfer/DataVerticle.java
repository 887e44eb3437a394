package dev.berth.transfer;

import dev.berth.net.Acceptor;
import dev.berth.net.DataSocket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One event loop's share of a passive pool: owns the listening sockets of its ports, on every address of the
/// node. One instance runs per event loop and pool.
final class DataVerticle extends VerticleBase {

    private final PassivePool pool;
    private final PoolTerms terms;
    private final Map<Integer, List<Acceptor>> open = new HashMap<>();

    DataVerticle(PassivePool pool, PoolTerms terms) {
        this.pool = pool;
        this.terms = terms;
    }

    @Override
    public Future<?> start() {
        pool.joined(this);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return Future.join(
                open.keySet().stream().toList().stream().map(this::close).toList());
    }

    Context context() {
        return context;
    }

    /// Opens a port on all addresses, or on none; to be called on the instance's context.
    Future<Void> open(int port) {
        List<Future<Acceptor>> opening = terms.addresses().stream()
                .map(address -> Acceptor.data(
                        context,
                        new InetSocketAddress(address, port),
                        terms.config().backlog(),
                        terms.header(),
                        socket -> accept(port, socket)))
                .toList();
        return Future.join(opening)
                .<Void>compose(_ -> remember(port, opening))
                .recover(cause -> closeOpened(opening).transform(_ -> Future.failedFuture(cause)));
    }

    /// Closes a port; to be called on the instance's context.
    Future<Void> close(int port) {
        List<Acceptor> acceptors = open.remove(port);
        return acceptors == null
                ? Future.succeededFuture()
                : Future.join(acceptors.stream().map(Acceptor::close).toList()).mapEmpty();
    }

    private Future<Void> remember(int port, List<Future<Acceptor>> opened) {
        open.put(port, opened.stream().map(Future::result).toList());
        return Future.succeededFuture();
    }

    private static Future<Void> closeOpened(List<Future<Acceptor>> opening) {
        List<Future<Void>> closing = new ArrayList<>();
        for (Future<Acceptor> one : opening) {
            if (one.succeeded()) {
                closing.add(one.result().close());
            }
        }
        return Future.join(closing).mapEmpty();
    }

    private void accept(int port, DataSocket socket) {
        pool.arrived(port, socket);
    }
}
