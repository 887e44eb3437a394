package dev.berth.jdbc;

import static java.util.stream.Collectors.toMap;

import dev.berth.account.UserName;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.plan.Allowance;
import dev.berth.plan.Plan;
import dev.berth.plan.Plans;
import dev.berth.plan.Terms;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.PlanName;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The [Plans] in the database. A change of a plan is one row, however many tenants follow it.
public final class JdbcPlans implements Plans {

    private final Transactions transactions;

    public JdbcPlans(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public Future<List<Plan>> all() {
        return transactions.read(Scope.ALL, PlanRows::all);
    }

    @Override
    public Future<Revised<Plan>> one(PlanName name) {
        return transactions.read(Scope.ALL, work -> {
            PlanRows.Kept kept = PlanRows.one(work, name);
            return new Revised<>(kept.plan(), Revision.of(work, Kind.PLAN, kept.id()));
        });
    }

    @Override
    public Future<List<Version>> versions(PlanName name) {
        return transactions.read(
                Scope.ALL,
                work -> PlanRows.versions(work, PlanRows.one(work, name).id()));
    }

    @Override
    public Future<Revised<Plan>> create(Plan.Wanted wanted) {
        return transactions.change(Scope.ALL, change -> {
            String name = wanted.name().value();
            if (change.work().any("select id from plan where name = ?", name)) {
                throw new DirectoryRefused(Reason.ALREADY_EXISTS, "name", name, "is the name of a plan");
            }
            long id = change.work()
                    .insert(
                            "insert into plan (name, description, version) values (?, ?, 1)",
                            name,
                            wanted.description());
            PlanRows.store(change.work(), id, 1, wanted.allowance());
            change.note(Kind.PLAN, id, Operation.CREATE);
            return new Revised<>(PlanRows.one(change.work(), wanted.name()).plan(), change.revision());
        });
    }

    @Override
    public Future<Revised<Plan>> change(Plan.Wanted wanted, Optional<Long> seen) {
        return transactions.change(Scope.ALL, change -> {
            PlanRows.Kept now = PlanRows.one(change.work(), wanted.name());
            Revision.require(change, Kind.PLAN, now.id(), seen);
            int version = now.plan().version();
            if (!now.plan().allowance().equals(wanted.allowance())) {
                version++;
                PlanRows.store(change.work(), now.id(), version, wanted.allowance());
            }
            change.work()
                    .run(
                            "update plan set description = ?, version = ? where id = ?",
                            wanted.description(),
                            version,
                            now.id());
            change.note(Kind.PLAN, now.id(), Operation.UPDATE);
            if (!now.plan().allowance().quota().equals(wanted.allowance().quota())) {
                change.ofQuota(Kind.PLAN, now.id(), Revisions.PLANS);
            }
            return new Revised<>(PlanRows.one(change.work(), wanted.name()).plan(), change.revision());
        });
    }

    @Override
    public Future<Long> remove(PlanName name, Optional<Long> seen) {
        return transactions.change(Scope.ALL, change -> {
            PlanRows.Kept now = PlanRows.one(change.work(), name);
            Revision.require(change, Kind.PLAN, now.id(), seen);
            int tenants = now.plan().tenants();
            if (tenants > 0) {
                throw new DirectoryRefused(
                        Reason.CONFLICT,
                        "plan",
                        name.value(),
                        "is the plan of " + tenants + (tenants == 1 ? " tenant" : " tenants")
                                + "; give them another first");
            }
            change.work().run("delete from plan where id = ?", now.id());
            change.note(Kind.PLAN, now.id(), Operation.DELETE);
            return change.revision();
        });
    }

    @Override
    public Future<Terms> terms(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> new Terms(
                        work.first(
                                        "select limits, quota_octets, quota_files, quota_volume from tenant where id = ?",
                                        PlanRows::allowance,
                                        tenant.value())
                                .orElseThrow(() -> JdbcDirectory.noTenant(tenant.toString())),
                        PlanRows.of(work, tenant.value())));
    }

    @Override
    public Future<Map<UserName, Allowance>> accounts(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> work
                        .all(
                                """
                        select name, limits, quota_octets, quota_files, quota_volume
                          from account
                         where tenant_id = ? and (limits <> '' or quota_octets is not null or quota_files is not null
                               or quota_volume is not null)
                        """,
                                row -> Map.entry(new UserName(row.getString("name")), PlanRows.allowance(row)),
                                tenant.value())
                        .stream()
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
