package dev.berth.admin.change;

import dev.berth.bus.Address;
import dev.berth.bus.Applied;
import dev.berth.bus.RevisionHint;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells the nodes of a change that is in the database, and waits a bounded time for what they made of it. Lives on
/// one context.
public final class Changes {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final String node;
    private final List<Waiting> waiting = new ArrayList<>();

    /// @param node this node, without whose word no answer is given before the time is up
    public Changes(Vertx vertx, String node) {
        this.vertx = vertx;
        this.node = node;
    }

    /// Begins to listen; to be called on the context that it lives on.
    public void listen() {
        vertx.eventBus().<JsonObject>consumer(Address.APPLIED, this::applied);
    }

    /// Tells the nodes.
    ///
    /// @param tenant whose ports the answer should tell
    /// @return what the nodes said that have answered when this one has; a node that is not among them is pending
    public Future<List<Applied>> announce(long revision, Optional<Slug> tenant) {
        var one = new Waiting(revision, tenant, Promise.promise(), new TreeMap<>());
        waiting.add(one);
        long timer = vertx.setTimer(LONGEST_WAIT.toMillis(), _ -> one.end());
        vertx.eventBus().publish(Address.REVISION, new RevisionHint(revision, tenant).toJson());
        return one.promise().future().onComplete(_ -> {
            waiting.remove(one);
            vertx.cancelTimer(timer);
        });
    }

    /// This node's name.
    public String node() {
        return node;
    }

    private void applied(Message<JsonObject> message) {
        Applied applied = Applied.fromJson(message.body());
        for (Waiting one : List.copyOf(waiting)) {
            if (one.isAnsweredBy(applied)) {
                one.heard().put(applied.node(), applied);
                if (applied.node().equals(node)) {
                    one.end();
                }
            }
        }
    }

    private record Waiting(
            long revision, Optional<Slug> tenant, Promise<List<Applied>> promise, Map<String, Applied> heard) {

        /// A node may apply a revision by its poll, before the hint that asks for the tenant's ports has reached it.
        boolean isAnsweredBy(Applied applied) {
            return applied.revision() >= revision
                    && tenant.filter(slug -> !applied.asked().contains(slug)).isEmpty();
        }

        void end() {
            if (!promise.tryComplete(List.copyOf(heard.values()))) {
                throw new IllegalStateException("a wait was ended twice");
            }
        }
    }
}
