package dev.berth.admin.audit;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.audit.AuditQuery;
import dev.berth.audit.AuditTrail;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/audit` and `/tenants/{tenant}/audit`. Nothing here changes or removes a record.
public final class AuditOperations {

    private static final int MOST_DAYS = 36_500;

    private final Directory directory;
    private final AuditTrail trail;
    private final Set<String> operations;

    /// @param operations those that a record can be of
    public AuditOperations(Directory directory, AuditTrail trail, Set<String> operations) {
        this.directory = directory;
        this.trail = trail;
        this.operations = Set.copyOf(operations);
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listAudit", Set.of(OPERATOR, AUDITOR), this::listAll),
                new Operation("listTenantAudit", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("getAuditRetention", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::retention),
                new Operation("setAuditRetention", Set.of(OPERATOR), this::retain).inTurns());
    }

    private Future<Answer> listAll(Call call) {
        if (call.caller().tenant().isPresent()) {
            throw Problem.of(
                    Kind.FORBIDDEN, "These are the records of all; an auditor of one tenant reads that tenant's");
        }
        return found(AuditFilters.query(call, Optional.empty(), operations), call);
    }

    private Future<Answer> list(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> found(
                        AuditFilters.query(call, Optional.of(berth.tenant().id()), operations), call));
    }

    private Future<Answer> found(AuditQuery query, Call call) {
        return trail.find(query).map(found -> Answer.ok(AuditJson.page(found, call.page())));
    }

    private Future<Answer> retention(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> read(berth.tenant().id()));
    }

    private Future<Answer> read(TenantId tenant) {
        return trail.retention(tenant).map(days -> answer(tenant, days));
    }

    private static Answer answer(TenantId tenant, Optional<Integer> days) {
        return Answer.ok(json(days)).tagged(Condition.revision(tenant, json(days)));
    }

    private Future<Answer> retain(Call call) {
        Optional<Integer> days = days(call.body());
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id())
                .compose(tenant -> Condition.require(call, () -> read(tenant))
                        .compose(_ -> trail.retain(tenant, days))
                        .map(_ -> answer(tenant, days)));
    }

    /// For how many days a request wants records to be kept; empty for as many as the node keeps them.
    ///
    /// @throws Problem with what is wrong
    public static Optional<Integer> days(JsonObject body) {
        return Fields.read(
                body,
                fields -> Optional.of(
                        fields.present("days")
                                ? fields.number("days", "a whole number from 1 to " + MOST_DAYS, 1, MOST_DAYS)
                                : Optional.<Integer>empty()));
    }

    /// A retention as the contract writes it.
    public static JsonObject json(Optional<Integer> days) {
        var json = new JsonObject();
        days.ifPresent(number -> json.put("days", number));
        return json;
    }
}
