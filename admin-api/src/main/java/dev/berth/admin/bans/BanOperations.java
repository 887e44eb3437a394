package dev.berth.admin.bans;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.problem.Times;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.ban.Ban;
import dev.berth.ban.Bans;
import dev.berth.bus.Address;
import dev.berth.bus.BansHint;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/bans`. A tenant administrator sees, makes and lifts those of its own tenant; an operator all.
public final class BanOperations {

    private static final int LONGEST_REASON = 200;
    private static final String REASON = "at most 200 characters, none of them a control character";

    private final Directory directory;
    private final Bans bans;
    private final Vertx vertx;

    /// @param vertx on whose bus the nodes are told
    public BanOperations(Directory directory, Bans bans, Vertx vertx) {
        this.directory = directory;
        this.bans = bans;
        this.vertx = vertx;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listBans", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("getBan", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("addBan", Set.of(OPERATOR, TENANT_ADMIN), this::add),
                new Operation("liftBan", Set.of(OPERATOR, TENANT_ADMIN), this::lift).inTurns());
    }

    private record Request(ClientNetwork network, Optional<Slug> tenant, String reason, Optional<Instant> expires) {}

    private Future<Answer> list(Call call) {
        Optional<InetAddress> client = call.filter("client").map(BanOperations::address);
        return tenant(call, call.filter("tenant").map(BanOperations::slug))
                .compose(bans::inForce)
                .map(all -> all.stream()
                        .filter(ban -> client.isEmpty() || ban.network().contains(client.get()))
                        .toList())
                .map(all -> Answer.ok(call.page().of(all, ban -> Page.age(ban.made(), ban.id()), BanOperations::json)));
    }

    private Future<Answer> get(Call call) {
        long id = call.number("ban");
        return bans.inForce(call.caller().tenant())
                .map(all -> all.stream()
                        .filter(ban -> ban.id() == id)
                        .findFirst()
                        .map(ban -> Answer.ok(json(ban)).tagged(Condition.revision("", json(ban))))
                        .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such ban")));
    }

    private Future<Answer> add(Call call) {
        Request request = Fields.read(call.body(), BanOperations::request);
        return tenant(call, request.tenant())
                .compose(tenant -> bans.add(new Bans.Wanted(
                        tenant, request.network(), call.caller().name(), request.reason(), request.expires())))
                .map(ban -> {
                    hint();
                    return Answer.created(json(ban), "/bans/" + ban.id());
                });
    }

    private Future<Answer> lift(Call call) {
        return Condition.require(call, () -> get(call))
                .compose(_ -> bans.lift(call.number("ban"), call.caller().tenant()))
                .map(_ -> {
                    hint();
                    return Answer.done();
                });
    }

    private void hint() {
        vertx.eventBus().publish(Address.BANS, new BansHint().toJson());
    }

    /// Whose bans are meant; without a name all that the caller may see.
    private Future<Optional<TenantId>> tenant(Call call, Optional<Slug> named) {
        return named.map(slug -> TenantOperations.visible(directory, call.caller(), slug)
                        .map(berth -> Optional.of(berth.tenant().id())))
                .orElse(Future.succeededFuture(call.caller().tenant()));
    }

    private static Optional<Request> request(Fields fields) {
        Optional<ClientNetwork> network = fields.required("network", ClientNetwork.RULE, ClientNetwork::parse);
        Optional<Slug> tenant = fields.optional("tenant", "the slug of a tenant", Slug::new);
        Optional<String> reason = fields.optional("reason", REASON, BanOperations::reason);
        Optional<Instant> expires = fields.optional("expires", Times.RULE, Times::parse);
        return network.map(given -> new Request(given, tenant, reason.orElse(""), expires));
    }

    private static String reason(String text) {
        if (text.length() > LONGEST_REASON || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(REASON);
        }
        return text;
    }

    private static Slug slug(String text) {
        if (!Slug.isValid(text)) {
            throw Problem.invalid(List.of(FieldFault.of("tenant", text, Slug.RULE)));
        }
        return new Slug(text);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid(List.of(FieldFault.of("client", text, "an IPv4 or IPv6 address")));
        }
    }

    private static JsonObject json(Ban ban) {
        var json = new JsonObject()
                .put("id", ban.id())
                .put("network", ban.network().text())
                .put("automatic", !ban.byHand())
                .put("by", ban.by())
                .put("reason", ban.reason())
                .put("made", ban.made().toString());
        ban.whose().flatMap(Ban.Whose::slug).ifPresent(slug -> json.put("tenant", slug.value()));
        ban.expires().ifPresent(end -> json.put("expires", end.toString()));
        return json;
    }
}
