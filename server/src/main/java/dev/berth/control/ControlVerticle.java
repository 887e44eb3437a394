package dev.berth.control;

import dev.berth.ban.Ban;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Tenancy;
import dev.berth.net.ControlSocket;
import dev.berth.observe.NodeEvent;
import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Origin;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One event loop's share of a control listener: runs the sessions that were dealt to it. One instance runs per
/// event loop and listener.
final class ControlVerticle extends VerticleBase {

    private static final long TICK_MILLIS = 1_000;

    /// How many are told a second why they are sent away.
    private static final int MOST_TOLD = 200;

    private static final String BANNED = "Your address is banned for now; try again later";

    private final EndpointId endpoint;
    private final ControlListener listener;
    private final ControlListener.Serving serving;
    private final Set<ControlConnection> connections = new HashSet<>();
    private int refused;

    ControlVerticle(EndpointId endpoint, ControlListener listener, ControlListener.Serving serving) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.serving = serving;
    }

    @Override
    public Future<?> start() {
        listener.joined(context, this);
        vertx.setPeriodic(TICK_MILLIS, _ -> tick());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        List.copyOf(connections).forEach(connection -> connection.terminate("The service is closing"));
        return Future.succeededFuture();
    }

    /// On this instance's context: a client has connected.
    void accept(ControlSocket socket) {
        if (serving.sessions().isDraining()) {
            refuse(socket, ControlConnection.OUT_OF_SERVICE);
            return;
        }
        InetAddress client = socket.client().getAddress();
        Tenancy tenancy = listener.tenancy().dialled(socket.server());
        Optional<Ban> ban = serving.bans().keepsOut(client, tenancy.sole());
        if (ban.isPresent()) {
            serving.events()
                    .publish(new NodeEvent.BannedRefused(ban.get().whose().flatMap(Ban.Whose::slug), client));
            refuse(socket, BANNED);
            return;
        }
        if (!serving.sessions().admit()) {
            refuse(socket, "Too many sessions on this server; try again later");
            return;
        }
        var origin = new Origin(
                serving.sessions().nextNumber(),
                socket.client(),
                socket.server(),
                socket.local(),
                endpoint,
                listener.rules().tls(),
                context,
                tenancy);
        var connection = new ControlConnection(socket, origin, serving, this::left);
        connections.add(connection);
        serving.sessions().enter(connection);
        connection.open();
    }

    private void left(ControlConnection connection) {
        connections.remove(connection);
        serving.sessions().leave(connection);
    }

    /// Not more are told why than can be told without trouble: each keeps its socket for two seconds.
    private void refuse(ControlSocket socket, String why) {
        if (listener.rules().tls() == Listener.Tls.IMPLICIT || ++refused > MOST_TOLD) {
            socket.abort();
            return;
        }
        var text = new StringBuilder();
        Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, why).appendTo(text);
        socket.write(text);
        socket.end();
    }

    private void tick() {
        refused = 0;
        long now = System.nanoTime();
        List.copyOf(connections).forEach(connection -> connection.tick(now));
    }
}
