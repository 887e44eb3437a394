package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.account.AccountBatches.Made;
import dev.berth.account.AccountBatches.Ready;
import dev.berth.account.AccountBatches.Row;
import dev.berth.account.KeptJobs.Progress;
import dev.berth.account.UserName;
import dev.berth.admin.accounts.Wanted.Outcome;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Faults;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.plan.AccountDefaults;
import dev.berth.plan.NewAccounts;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// `/tenants/{tenant}/account-batches`.
public final class BatchOperations {

    /// How many accounts a batch has at most.
    public static final int MOST = 10_000;

    private static final String ALL = "all";
    private static final String DEFAULTS = "defaults";
    private static final String ACCOUNTS = "1 to 10000 accounts";

    private final Directory directory;
    private final AccountBatches accounts;
    private final NewAccounts defaults;
    private final Jobs jobs;

    public BatchOperations(Directory directory, AccountBatches accounts, NewAccounts defaults, Jobs jobs) {
        this.defaults = defaults;
        this.directory = directory;
        this.accounts = accounts;
        this.jobs = jobs;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(new Operation("createAccounts", Set.of(OPERATOR, TENANT_ADMIN), this::create).withLargeBody());
    }

    private Future<Answer> create(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant()).compose(berth -> {
            requireKnown(call.body());
            boolean all = flag(call.body(), ALL);
            boolean dryRun = call.flag("dryRun");
            boolean usual = flag(call.body(), DEFAULTS);
            JsonArray given = given(call.body());
            TenantId tenant = berth.tenant().id();
            return (usual ? defaults.of(tenant) : Future.succeededFuture(AccountDefaults.NONE))
                    .map(gives -> all ? strict(given, gives, usual) : lenient(given, gives, usual))
                    .compose(read -> create(call, tenant, read, all, dryRun));
        });
    }

    private Future<Answer> create(Call call, TenantId tenant, List<Wanted> read, boolean all, boolean dryRun) {
        List<Wanted> wanted = dryRun ? read.stream().map(Wanted::unhashed).toList() : read;
        Made made = all ? Made.ALL_OR_NONE : Made.EACH;
        if (wanted.stream().anyMatch(Wanted::needsHash)) {
            var batch = new HashingBatch(accounts, tenant, wanted, made);
            return jobs.start(
                            Jobs.ACCOUNT_BATCH,
                            call.tenant(),
                            tenant,
                            call.caller().tenant(),
                            batch)
                    .map(job -> Answer.accepted(job, "/jobs/" + job.getString("id")));
        }
        return store(accounts, tenant, wanted, dryRun ? Made.NONE : made, _ -> Optional.empty())
                .map(rows -> {
                    if (all) {
                        requireAll(rows);
                    }
                    return Answer.ok(report(rows, dryRun ? "planned" : "created"));
                });
    }

    private static void requireAll(List<Outcome> rows) {
        var faults = new Faults();
        for (int i = 0; i < rows.size(); i++) {
            String field = "accounts[" + i + "]";
            Outcome row = rows.get(i);
            row.why().ifPresent(why -> faults.add(field, name(row, "(no name)"), why));
        }
        if (!faults.isEmpty()) {
            throw Problem.conflict(faults.all());
        }
    }

    /// Stores those that can be stored, and tells of all.
    ///
    /// @param note what is noted with what is stored
    static Future<List<Outcome>> store(
            AccountBatches accounts,
            TenantId tenant,
            List<Wanted> wanted,
            Made made,
            Function<List<Outcome>, Optional<Progress>> note) {
        List<Ready> ready =
                wanted.stream().flatMap(each -> each.ready().stream()).toList();
        Future<List<Row>> stored = ready.isEmpty()
                ? Future.succeededFuture(List.of())
                : accounts.create(tenant, ready, made, rows -> note.apply(merged(wanted, rows, made)));
        return stored.map(rows -> merged(wanted, rows, made));
    }

    private static String name(Outcome row, String none) {
        return row.user().map(UserName::value).orElse(none);
    }

    private static List<Outcome> merged(List<Wanted> wanted, List<Row> stored, Made made) {
        List<Outcome> merged = new ArrayList<>();
        int next = 0;
        for (Wanted each : wanted) {
            merged.add(each.ready().isPresent() ? Outcome.of(stored.get(next++)) : each.refused(made));
        }
        return merged;
    }

    /// What became of each.
    ///
    /// @param done what is said of those that are not refused: created, or planned
    static JsonObject report(List<Outcome> rows, String done) {
        var list = new JsonArray();
        int refused = 0;
        for (int i = 0; i < rows.size(); i++) {
            Outcome row = rows.get(i);
            var json = new JsonObject().put("row", i).putNull("user");
            row.user().ifPresent(user -> json.put("user", user.value()));
            json.put("state", row.why().isEmpty() ? done : "refused");
            row.why().ifPresent(why -> json.put("reason", why));
            refused += row.why().isEmpty() ? 0 : 1;
            list.add(json);
        }
        return new JsonObject()
                .put(done, rows.size() - refused)
                .put("refused", refused)
                .put("rows", list);
    }

    private static void requireKnown(JsonObject body) {
        var faults = new Faults();
        body.fieldNames().stream()
                .filter(name -> !Set.of("accounts", ALL, DEFAULTS).contains(name))
                .limit(Faults.MOST + 1L)
                .forEach(name -> faults.add(name, "(given)", "is not known here; known are accounts, all, defaults"));
        for (String name : List.of(ALL, DEFAULTS)) {
            if (!(body.getValue(name, true) instanceof Boolean)) {
                faults.add(name, String.valueOf(body.getValue(name)), "true or false");
            }
        }
        faults.refuse();
    }

    private static boolean flag(JsonObject body, String name) {
        return body.getValue(name, true).equals(true);
    }

    private static JsonArray given(JsonObject body) {
        if (body.getValue("accounts") instanceof JsonArray array && !array.isEmpty() && array.size() <= MOST) {
            return array;
        }
        String value = body.getValue("accounts") instanceof JsonArray array ? array.size() + " entries" : "(no list)";
        throw Problem.invalid(List.of(FieldFault.of("accounts", value, ACCOUNTS)));
    }

    /// Reads one account as a batch would.
    ///
    /// @throws Problem with everything that is wrong with it
    /// @throws dev.berth.tenant.DirectoryRefused with what cannot be kept of it
    public static void check(JsonObject account, AccountBatches accounts, AccountAlterations alterations) {
        alterations.require(Fields.read(account, fields -> Wanted.read(fields, accounts, false))
                .terms());
    }

    /// What became of the rows of a batch that is over.
    ///
    /// @param report as [#report] has it
    /// @throws Problem 409 with the rows that were refused, as far as a reader can bear
    public static void requireNoneRefused(JsonObject report) {
        List<FieldFault> faults = report.getJsonArray("rows").stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.containsKey("reason"))
                .limit(Faults.MOST)
                .map(row -> FieldFault.of("accounts." + row.getString("user"), "refused", row.getString("reason")))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.conflict(faults);
        }
    }

    private List<Wanted> strict(JsonArray given, AccountDefaults defaults, boolean usual) {
        var filled = new JsonArray();
        for (Object each : given) {
            filled.add(each instanceof JsonObject object ? DefaultJson.fill(object, defaults) : each);
        }
        return Fields.read(
                new JsonObject().put("accounts", filled),
                fields -> Optional.of(
                        fields.objects("accounts", "an account", MOST, inner -> Wanted.read(inner, accounts, usual))));
    }

    private List<Wanted> lenient(JsonArray given, AccountDefaults defaults, boolean usual) {
        List<Wanted> wanted = new ArrayList<>();
        for (Object each : given) {
            wanted.add(
                    each instanceof JsonObject object
                            ? Wanted.lenient(object, defaults, accounts, usual)
                            : Wanted.refused("", "an account is an object"));
        }
        return wanted;
    }
}
