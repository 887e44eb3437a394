package dev.berth.admin.nodes;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.bus.Address;
import dev.berth.bus.NodeAnswer;
import dev.berth.bus.NodeRequest;
import dev.berth.bus.NodeRequest.Wanted;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `/nodes`: this one. When there are several, each is asked over the bus as this one is.
public final class NodeOperations {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final Vertx vertx;
    private final String node;

    /// @param node this node's id
    public NodeOperations(Vertx vertx, String node) {
        this.vertx = vertx;
        this.node = node;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listNodes", Set.of(OPERATOR, AUDITOR), this::list),
                new Operation("getNode", Set.of(OPERATOR, AUDITOR), call -> one(call, Wanted.LOOK)),
                new Operation("drainNode", Set.of(OPERATOR), call -> one(call, Wanted.DRAIN)),
                new Operation("resumeNode", Set.of(OPERATOR), call -> one(call, Wanted.RESUME)));
    }

    private Future<Answer> list(Call call) {
        requireSight(call);
        return ask(node, Wanted.LOOK)
                .map(answer -> Answer.ok(call.page().of(List.of(answer), NodeAnswer::node, NodeOperations::json)));
    }

    private Future<Answer> one(Call call, Wanted wanted) {
        requireSight(call);
        String asked = call.path().get("node");
        if (!asked.equals(node)) {
            throw Problem.of(Kind.NOT_FOUND, "There is no such node");
        }
        return ask(asked, wanted).map(answer -> Answer.ok(json(answer)));
    }

    private Future<NodeAnswer> ask(String asked, Wanted wanted) {
        var options = new DeliveryOptions().setSendTimeout(LONGEST_WAIT.toMillis());
        return vertx.eventBus()
                .<JsonObject>request(Address.node(asked), new NodeRequest(wanted).toJson(), options)
                .map(reply -> NodeAnswer.fromJson(reply.body()))
                .recover(_ -> Future.failedFuture(
                        Problem.of(Kind.UNAVAILABLE, "Node " + asked + " does not answer; try again")));
    }

    private static void requireSight(Call call) {
        if (call.caller().tenant().isPresent()) {
            throw Problem.of(Kind.FORBIDDEN, "An auditor of one tenant does not see the nodes");
        }
    }

    private static JsonObject json(NodeAnswer answer) {
        return new JsonObject()
                .put("id", answer.node())
                .put("version", answer.version())
                .put("state", answer.state().name().toLowerCase(Locale.ROOT))
                .put("began", answer.began().toString())
                .put("uptime", Duration.between(answer.began(), Instant.now()).toSeconds())
                .put("sessions", answer.sessions())
                .put("transfers", answer.transfers());
    }
}
