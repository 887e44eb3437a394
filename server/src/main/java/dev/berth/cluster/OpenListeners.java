package dev.berth.cluster;

import dev.berth.bus.Applied.Fault;
import dev.berth.bus.Applied.Fault.Kind;
import dev.berth.config.NodeConfig;
import dev.berth.control.ControlListener;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Served;
import dev.berth.endpoint.Tenancy;
import dev.berth.net.Returning;
import dev.berth.observe.NodeEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The open control listeners of this node, by port.
final class OpenListeners {

    private final Vertx vertx;
    private final NodeConfig config;
    private final int loops;
    private final ControlListener.Serving serving;
    private final Balancers balancers;
    private final Map<Integer, Open> open = new HashMap<>();
    private final Map<Integer, Fault> faults = new TreeMap<>();

    OpenListeners(Vertx vertx, NodeConfig config, int loops, ControlListener.Serving serving, Balancers balancers) {
        this.vertx = vertx;
        this.config = config;
        this.loops = loops;
        this.serving = serving;
        this.balancers = balancers;
    }

    private record Open(EndpointId endpoint, Listener.Proxy proxy, ControlListener listener) {}

    private record Wanted(Endpoint endpoint, Listener rules) {}

    /// Opens what is missing, and again what failed; closes what is gone; tells the others whom they serve now.
    ///
    /// @param served whom each endpoint serves; those that serve nobody are left out and have no open port
    Future<Void> apply(List<Endpoint> endpoints, Map<EndpointId, Served> served) {
        Map<Integer, Wanted> wanted = wanted(endpoints, served);
        Context here = vertx.getOrCreateContext();
        return Returning.to(here, closeOthers(wanted)).compose(_ -> openMissing(wanted, served));
    }

    /// Closes what is gone, so that others can have the ports; see [#apply], which follows.
    Future<Void> shrink(List<Endpoint> endpoints, Map<EndpointId, Served> served) {
        return closeOthers(wanted(endpoints, served));
    }

    private static Map<Integer, Wanted> wanted(List<Endpoint> endpoints, Map<EndpointId, Served> served) {
        Map<Integer, Wanted> wanted = new HashMap<>();
        for (Endpoint endpoint : endpoints) {
            if (served.containsKey(endpoint.id())) {
                endpoint.listeners().forEach(rules -> wanted.put(rules.port(), new Wanted(endpoint, rules)));
            }
        }
        return wanted;
    }

    /// Whether this port is open here.
    boolean has(int port) {
        return open.containsKey(port);
    }

    List<Fault> faults() {
        return List.copyOf(faults.values());
    }

    Future<Void> close() {
        return Future.join(open.values().stream()
                        .map(one -> one.listener().close())
                        .toList())
                .mapEmpty();
    }

    private Future<Void> closeOthers(Map<Integer, Wanted> wanted) {
        faults.keySet().retainAll(wanted.keySet());
        List<Future<Void>> closing = new ArrayList<>();
        for (Integer port : List.copyOf(open.keySet())) {
            Open one = open.get(port);
            Wanted now = wanted.get(port);
            if (one != null
                    && (now == null
                            || !one.endpoint().equals(now.endpoint().id())
                            || one.proxy() != now.rules().proxy())) {
                open.remove(port);
                closing.add(one.listener().close());
            }
        }
        return Future.join(closing).otherwiseEmpty().mapEmpty();
    }

    private Future<Void> openMissing(Map<Integer, Wanted> wanted, Map<EndpointId, Served> served) {
        List<Future<?>> opening = new ArrayList<>();
        wanted.forEach((port, now) -> {
            Served whom = served.get(now.endpoint().id());
            Open one = open.get(port);
            if (whom != null && one != null) {
                one.listener().serve(Tenancy.of(whom, now.rules()), now.rules());
            } else if (whom != null) {
                opening.add(open(now.rules(), now.endpoint(), Tenancy.of(whom, now.rules())));
            }
        });
        return Future.join(opening).otherwiseEmpty().mapEmpty();
    }

    private Future<ControlListener> open(Listener rules, Endpoint endpoint, Tenancy tenancy) {
        int port = rules.port();
        Listener.Proxy proxy = rules.proxy();
        var header = balancers.header(proxy, NodeEvent.HeaderRefused.Side.CONTROL);
        return ControlListener.open(vertx, loops, config.bind(), rules, header, endpoint.id(), tenancy, serving)
                .onComplete(
                        listener -> {
                            faults.remove(port);
                            open.put(port, new Open(endpoint.id(), proxy, listener));
                        },
                        cause -> faults.put(
                                port, new Fault(Kind.ENDPOINT, endpoint.name(), String.valueOf(cause.getMessage()))));
    }
}
