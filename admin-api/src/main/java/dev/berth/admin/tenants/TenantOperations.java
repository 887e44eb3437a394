package dev.berth.admin.tenants;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Administrator;
import dev.berth.account.KeptJobs;
import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.change.PortGuard;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantFiles;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `/tenants`.
public final class TenantOperations {

    private static final int ATTEMPTS = 5;

    private final Directory directory;
    private final Alterations alterations;
    private final Changes changes;
    private final TenantChanges tenants;
    private final ExternalCheck external;
    private final Jobs jobs;

    /// @param network where DNS names are looked up
    public TenantOperations(
            Directory directory,
            Alterations alterations,
            Changes changes,
            PortGuard guard,
            NodeNetwork network,
            Jobs jobs) {
        this.external = new ExternalCheck(network);
        this.directory = directory;
        this.jobs = jobs;
        this.alterations = alterations;
        this.changes = changes;
        this.tenants = new TenantChanges(directory, alterations, changes, guard);
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listTenants", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("createTenant", Set.of(OPERATOR), this::create),
                new Operation("getTenant", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("changeTenant", Set.of(OPERATOR), this::change),
                new Operation("deleteTenant", Set.of(OPERATOR), this::delete),
                new Operation("setPassive", Set.of(OPERATOR), this::setPassive));
    }

    /// A tenant that the caller may see.
    ///
    /// @return fails with 404 for one that is not there as for one of somebody else
    public static Future<Berth> visible(Directory directory, Administrator caller, Slug slug) {
        return directory
                .berth(slug, caller.tenant())
                .recover(cause -> Future.failedFuture(
                        cause instanceof DirectoryRefused refused && refused.reason() == Reason.NOT_FOUND
                                ? Call.noTenant()
                                : cause));
    }

    /// What the tenants are called that somebody sees.
    ///
    /// @param viewer the tenant of who sees one only
    public static Future<Map<TenantId, Slug>> slugs(Directory directory, Optional<TenantId> viewer) {
        return directory
                .berths(viewer)
                .map(berths -> berths.stream()
                        .collect(Collectors.toMap(
                                berth -> berth.tenant().id(),
                                berth -> berth.tenant().slug())));
    }

    private Future<Answer> list(Call call) {
        return directory
                .berths(call.caller().tenant())
                .compose(berths -> directory.endpoints().map(endpoints -> Answer.ok(page(call, berths, endpoints))));
    }

    private static JsonObject page(Call call, List<Berth> berths, List<Endpoint> endpoints) {
        Optional<TenantStatus> status = call.filter("status").map(TenantOperations::status);
        List<Berth> seen = berths.stream()
                .filter(berth -> status.isEmpty() || berth.tenant().status() == status.get())
                .filter(berth -> call.filter("name")
                        .map(part -> contains(berth.tenant().name(), part)
                                || contains(berth.tenant().slug().value(), part))
                        .orElse(true))
                .toList();
        return call.page().of(seen, berth -> berth.tenant().slug().value(), berth -> TenantJson.of(berth, endpoints));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static TenantStatus status(String text) {
        try {
            return StatusFields.parse(text);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid(List.of(FieldFault.of("status", text, StatusFields.STATUS)));
        }
    }

    private Future<Answer> get(Call call) {
        return visible(directory, call.caller(), call.tenant())
                .compose(berth -> alterations.tenant(berth.tenant().slug()))
                .compose(now -> directory
                        .endpoints()
                        .map(endpoints ->
                                Answer.ok(TenantJson.of(now.value(), endpoints)).tagged(now.revision())));
    }

    private Future<Answer> create(Call call) {
        TenantFields.Wanted wanted = Fields.read(call.body(), TenantFields::tenant);
        return (wanted.force()
                        ? Future.<Void>succeededFuture()
                        : external.check(ExternalCheck.RULES, wanted.place().external()))
                .compose(_ -> tenants.create(wanted.place()))
                .map(done -> Answer.created(
                        done.body(), "/tenants/" + wanted.place().slug().value()));
    }

    private Future<Answer> setPassive(Call call) {
        TenantFields.Passive wanted = Fields.read(call.body(), TenantFields::passive);
        return alter(call, ATTEMPTS, request -> {
            JsonObject rest = request.copy();
            rest.remove("passive");
            return Fields.read(rest, fields -> TenantFields.altered(call.tenant(), fields))
                    .with(wanted);
        });
    }

    private Future<Answer> change(Call call) {
        return alter(
                call,
                ATTEMPTS,
                request -> Fields.read(
                        MergePatch.apply(request, call.body()),
                        call.body(),
                        fields -> TenantFields.altered(call.tenant(), fields)));
    }

    private Future<Answer> delete(Call call) {
        return visible(directory, call.caller(), call.tenant())
                .compose(berth -> removesFiles(call)
                        ? deleteWithFiles(call, berth.tenant().id())
                        : delete(call, berth.tenant().id()));
    }

    private static boolean removesFiles(Call call) {
        return switch (call.filter("files").orElse("keep")) {
            case "keep" -> false;
            case "remove" -> true;
            case String other -> throw Problem.invalid(List.of(FieldFault.of("files", other, "is keep or remove")));
        };
    }

    /// Sessions end with the change; whatever they hold for a moment longer is waited for.
    private Future<Answer> deleteWithFiles(Call call, TenantId tenant) {
        TenantFiles.Ordered order = jobs.order();
        return alterations
                .removeTenant(tenant, call.seen(), order)
                .compose(gone -> changes.announce(gone.revision(), Optional.empty())
                        .transform(_ -> Future.succeededFuture(
                                jobs.remove(new KeptJobs.Removal(order.job(), call.tenant(), tenant, gone.value())))))
                .map(job -> Answer.accepted(job, "/jobs/" + order.job()));
    }

    private Future<Answer> delete(Call call, TenantId tenant) {
        return alterations
                .removeTenant(tenant, call.seen())
                .compose(revision -> changes.announce(revision, Optional.empty())
                        .map(applied -> new JsonObject()
                                .put("revision", revision)
                                .put(
                                        "nodes",
                                        new NodeStates(Optional.of(call.tenant()), Set.of())
                                                .toJson(changes.node(), applied))))
                .map(Answer::ok);
    }

    /// Reads, alters and stores. Who has not said what he has seen is given what is there: if another change came
    /// between, it is done again.
    private Future<Answer> alter(Call call, int attempts, Function<JsonObject, PlannedTenant> change) {
        return visible(directory, call.caller(), call.tenant())
                .compose(berth -> alterations.tenant(berth.tenant().slug()))
                .compose(now -> directory.endpoints().compose(endpoints -> {
                    JsonObject request = TenantJson.asRequest(now.value(), endpoints);
                    var before = new TenantChanges.Now(
                            now, Fields.read(request, fields -> TenantFields.altered(call.tenant(), fields)));
                    return checked(now.value(), change.apply(request))
                            .compose(wanted ->
                                    tenants.alter(before, wanted, call.seen().orElse(now.revision())));
                }))
                .map(done -> Answer.ok(done.body()).tagged(done.revision()))
                .recover(cause -> attempts > 1 && call.seen().isEmpty() && isStale(cause)
                        ? alter(call, attempts - 1, change)
                        : Future.failedFuture(cause));
    }

    /// Rules that were forced before are not asked for again.
    private Future<PlannedTenant> checked(Berth now, PlannedTenant wanted) {
        return wanted.force() || wanted.place().external().equals(now.external())
                ? Future.succeededFuture(wanted)
                : external.check(ExternalCheck.RULES, wanted.place().external()).map(wanted);
    }

    private static boolean isStale(Throwable cause) {
        return cause instanceof DirectoryRefused refused && refused.reason() == Reason.STALE;
    }
}
