package dev.berth.control;

import dev.berth.ban.BanList;
import dev.berth.command.Dispatcher;
import dev.berth.command.Greeting;
import dev.berth.command.IdleLimits;
import dev.berth.config.SessionConfig;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Tenancy;
import dev.berth.net.Acceptor;
import dev.berth.net.ControlSocket;
import dev.berth.net.ProxyHeader;
import dev.berth.observe.Events;
import dev.berth.tls.TlsService;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An open control port: a listening socket per address of the node, and a [ControlVerticle] per event loop that
/// serves what they accept.
public final class ControlListener {

    private static final int BACKLOG = 1024;

    private final Vertx vertx;
    private final Optional<ProxyHeader> header;
    private final Map<Context, ControlVerticle> instances = new ConcurrentHashMap<>();
    private final List<Acceptor> acceptors = new CopyOnWriteArrayList<>();
    private volatile Listener rules;
    private volatile Tenancy tenancy; // of a client that has said nothing so far
    private String deployment = "";

    private ControlListener(Vertx vertx, Listener rules, Optional<ProxyHeader> header, Tenancy tenancy) {
        this.vertx = vertx;
        this.rules = rules;
        this.header = header;
        this.tenancy = tenancy;
    }

    /// What a listener gives to its sessions.
    ///
    /// @param dispatcher answers lines
    /// @param greeting what they begin with
    /// @param config the rules of a session
    /// @param idle how long it may be silent once somebody has logged in
    /// @param events told of what happens
    /// @param sessions admits them
    /// @param tls what AUTH begins
    /// @param bans whom it sends away at once
    public record Serving(
            Dispatcher dispatcher,
            Greeting greeting,
            SessionConfig config,
            IdleLimits idle,
            Events events,
            Sessions sessions,
            TlsService tls,
            BanList bans) {}

    /// Opens a control port on every address.
    ///
    /// @param loops how many event loops serve it
    /// @param header the PROXY header that comes first, if one must
    /// @return fails with [CannotListen], and then nothing is open
    public static Future<ControlListener> open(
            Vertx vertx,
            int loops,
            List<String> addresses,
            Listener rules,
            Optional<ProxyHeader> header,
            EndpointId endpoint,
            Tenancy tenancy,
            Serving serving) {
        var listener = new ControlListener(vertx, rules, header, tenancy);
        return vertx.deployVerticle(
                        () -> new ControlVerticle(endpoint, listener, serving),
                        new DeploymentOptions().setInstances(loops))
                .compose(id -> listener.listen(id, addresses))
                .recover(cause -> listener.close().transform(_ -> Future.failedFuture(cause)));
    }

    /// The port.
    public int port() {
        return rules.port();
    }

    /// Changes whom it serves and what TLS means, for sessions that begin from now on.
    public void serve(Tenancy other, Listener now) {
        rules = now;
        tenancy = other;
    }

    /// Accepts nobody any more and ends the sessions.
    public Future<Void> close() {
        return Future.join(acceptors.stream().map(Acceptor::close).toList())
                .otherwiseEmpty()
                .compose(_ -> vertx.deploymentIDs().contains(deployment)
                        ? vertx.undeploy(deployment)
                        : Future.succeededFuture()); // gone with the supervisor, which it was deployed by
    }

    /// Why a port could not be opened, in a sentence for the operator.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotListen(String address, int port, Throwable cause) {
            super("cannot listen on " + address + " port " + port + ": " + reason(cause), cause, false, false);
        }

        private static String reason(Throwable cause) {
            String message = String.valueOf(cause.getMessage());
            return message.contains("Address already in use") ? "another program or listener has it" : message;
        }
    }

    Listener rules() {
        return rules;
    }

    Tenancy tenancy() {
        return tenancy;
    }

    /// On the instance's own context.
    void joined(Context context, ControlVerticle instance) {
        instances.put(context, instance);
    }

    private Future<ControlListener> listen(String id, List<String> addresses) {
        deployment = id;
        List<Context> contexts = List.copyOf(instances.keySet());
        return Future.all(addresses.stream()
                        .map(address -> accept(contexts, address))
                        .toList())
                .map(this);
    }

    private Future<Boolean> accept(List<Context> contexts, String address) {
        int port = rules.port();
        return Acceptor.control(contexts, new InetSocketAddress(address, port), BACKLOG, header, this::dealt)
                .recover(cause -> Future.failedFuture(new CannotListen(address, port, cause)))
                .map(acceptors::add);
    }

    private void dealt(ControlSocket socket) {
        ControlVerticle instance = instances.get(socket.context());
        if (instance == null) {
            socket.abort();
        } else {
            instance.accept(socket);
        }
    }
}
