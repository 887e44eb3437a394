package dev.berth.control;

import dev.berth.bus.Address;
import dev.berth.bus.NodeAnswer;
import dev.berth.bus.NodeAnswer.State;
import dev.berth.bus.NodeRequest;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.function.IntSupplier;

/// Tells over the bus how this node is, and takes it out of service and back: then it greets nobody, ends sessions
/// that do nothing, and lets transfers end in peace. Not for good: a node that is started is in service.
public final class NodeDesk {

    private static final long LOOK_MILLIS = 500;

    private final Vertx vertx;
    private final String node;
    private final Sessions sessions;
    private final IntSupplier transfers;
    private final Events events;
    private final Instant began = Instant.now();
    private final MessageConsumer<JsonObject> consumer;
    private State told = State.ACTIVE;

    /// @param node the id under which it is asked
    /// @param transfers how many run
    public NodeDesk(Vertx vertx, String node, Sessions sessions, IntSupplier transfers, Events events) {
        this.vertx = vertx;
        this.node = node;
        this.sessions = sessions;
        this.transfers = transfers;
        this.events = events;
        this.consumer = vertx.eventBus().consumer(Address.node(node), this::asked);
    }

    /// Answers nobody any more.
    public Future<Void> close() {
        return consumer.unregister();
    }

    private void asked(Message<JsonObject> message) {
        switch (NodeRequest.fromJson(message.body()).wanted()) {
            case LOOK -> {}
            case DRAIN -> {
                sessions.drain(true);
                tell();
                vertx.setPeriodic(LOOK_MILLIS, this::watch);
            }
            case RESUME -> {
                sessions.drain(false);
                tell();
            }
        }
        message.reply(new NodeAnswer(node, version(), began, state(), sessions.open(), transfers.getAsInt()).toJson());
    }

    private void watch(long timer) {
        tell();
        if (state() != State.DRAINING) {
            vertx.cancelTimer(timer);
        }
    }

    private void tell() {
        State now = state();
        if (now != told) {
            told = now;
            events.publish(new NodeEvent.NodeTurned(node, now.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    private State state() {
        if (!sessions.isDraining()) {
            return State.ACTIVE;
        }
        return sessions.open() > 0 ? State.DRAINING : State.DRAINED;
    }

    private static String version() {
        return Objects.requireNonNullElse(NodeDesk.class.getPackage().getImplementationVersion(), "unknown");
    }
}
