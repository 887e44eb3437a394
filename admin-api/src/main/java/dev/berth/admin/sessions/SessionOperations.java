package dev.berth.admin.sessions;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Filters;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.admin.operation.SessionId;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.bus.Address;
import dev.berth.bus.SessionsAnswer;
import dev.berth.bus.SessionsAnswer.Live;
import dev.berth.bus.SessionsRequest;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// `/sessions`.
public final class SessionOperations {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final int LONGEST_TEXT = 400;
    private static final String TEXT = "1 to 400 characters on one line";
    private static final String WHY = "An administrator has ended the session";

    private final Directory directory;
    private final Vertx vertx;
    private final String node;

    /// @param node this node's id
    public SessionOperations(Directory directory, Vertx vertx, String node) {
        this.directory = directory;
        this.vertx = vertx;
        this.node = node;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listSessions", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("getSession", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("endSession", Set.of(OPERATOR, TENANT_ADMIN), this::end),
                new Operation("messageSession", Set.of(OPERATOR, TENANT_ADMIN), this::message));
    }

    private Future<Answer> list(Call call) {
        Optional<String> client = Filters.address(call, "client").map(InetAddress::getHostAddress);
        return tenant(call)
                .compose(tenant -> ask(node, SessionsRequest.list(tenant)))
                .map(answer -> Answer.ok(call.page()
                        .of(
                                filtered(call, client, answer.sessions()),
                                live -> Page.age(live.began(), live.number()),
                                live -> json(answer.node(), live))));
    }

    private static List<Live> filtered(Call call, Optional<String> client, List<Live> all) {
        return all.stream()
                .filter(live -> call.filter("user").map(live.user()::equals).orElse(true))
                .filter(live -> client.map(live.client()::equals).orElse(true))
                .filter(live -> call.filter("busy")
                        .map(busy ->
                                Filters.truth("busy", busy) == live.activity().isPresent())
                        .orElse(true))
                .toList();
    }

    private Future<Answer> get(Call call) {
        return one(call, number -> SessionsRequest.look(number, call.caller().tenant()))
                .map(answer -> Answer.ok(json(answer.node(), answer.sessions().getFirst())));
    }

    private Future<Answer> end(Call call) {
        return one(call, number -> SessionsRequest.end(number, call.caller().tenant(), WHY))
                .map(_ -> Answer.done());
    }

    private Future<Answer> message(Call call) {
        String text = Fields.read(call.body(), fields -> fields.required("text", TEXT, SessionOperations::text));
        return one(call, number -> SessionsRequest.tell(number, call.caller().tenant(), text))
                .map(_ -> Answer.done());
    }

    private Future<SessionsAnswer> one(Call call, LongFunction<SessionsRequest> request) {
        long number = SessionId.read(node, call.path().get("session")).orElseThrow(SessionOperations::noSession);
        return ask(node, request.apply(number)).map(answer -> {
            if (answer.sessions().isEmpty()) {
                throw noSession();
            }
            return answer;
        });
    }

    private static String text(String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a message");
        }
        return text;
    }

    /// Whose sessions are meant.
    private Future<Optional<TenantId>> tenant(Call call) {
        Optional<String> named = call.filter("tenant");
        if (named.isEmpty()) {
            return Future.succeededFuture(call.caller().tenant());
        }
        if (!Slug.isValid(named.get())) {
            throw Problem.invalid(List.of(FieldFault.of("tenant", named.get(), Slug.RULE)));
        }
        return TenantOperations.visible(directory, call.caller(), new Slug(named.get()))
                .map(berth -> Optional.of(berth.tenant().id()));
    }

    private Future<SessionsAnswer> ask(String asked, SessionsRequest request) {
        var options = new DeliveryOptions().setSendTimeout(LONGEST_WAIT.toMillis());
        return vertx.eventBus()
                .<JsonObject>request(Address.sessions(asked), request.toJson(), options)
                .map(reply -> SessionsAnswer.fromJson(reply.body()))
                .recover(_ -> Future.failedFuture(
                        Problem.of(Kind.UNAVAILABLE, "Node " + asked + " does not answer; try again")));
    }

    private static JsonObject json(String node, Live live) {
        var json = new JsonObject()
                .put("id", SessionId.write(node, live.number()))
                .put("node", node)
                .put("client", live.client())
                .put("port", live.port())
                .put("began", live.began().toString())
                .put("tls", live.secure());
        putUnlessEmpty(json, "tenant", live.tenant());
        putUnlessEmpty(json, "user", live.user());
        putUnlessEmpty(json, "software", live.software());
        putUnlessEmpty(json, "directory", live.directory());
        live.activity().ifPresent(activity -> {
            var going = new JsonObject()
                    .put("verb", activity.verb())
                    .put("octets", activity.octets())
                    .put("seconds", activity.millis() / 1000.0)
                    .put("octetsPerSecond", activity.millis() == 0 ? 0 : activity.octets() * 1000 / activity.millis());
            putUnlessEmpty(going, "path", activity.path());
            activity.total().ifPresent(total -> going.put("total", total));
            json.put("activity", going);
        });
        return json;
    }

    private static void putUnlessEmpty(JsonObject json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static Problem noSession() {
        return Problem.of(Kind.NOT_FOUND, "There is no such session");
    }
}
