package dev.berth.jdbc;

import dev.berth.account.LimitSettings;
import dev.berth.account.UserName;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.Optional;

/// The [LimitSettings] in the database.
public final class JdbcLimitSettings implements LimitSettings {

    private final Transactions transactions;

    public JdbcLimitSettings(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public Future<Limits> of(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> work.first(
                                "select limits from tenant where id = ?",
                                row -> LimitColumn.read(row.getString("limits")),
                                tenant.value())
                        .orElseThrow(() -> JdbcDirectory.noTenant(tenant.toString())));
    }

    @Override
    public Future<Limits> of(TenantId tenant, UserName user) {
        return transactions.read(
                Scope.of(tenant),
                work -> work.first(
                                "select limits from account where tenant_id = ? and name = ?",
                                row -> LimitColumn.read(row.getString("limits")),
                                tenant.value(),
                                user.value())
                        .orElseThrow(() -> noAccount(user)));
    }

    @Override
    public Future<Long> set(TenantId tenant, Limits limits, Optional<Long> seen) {
        return transactions.change(Scope.of(tenant), change -> {
            if (!change.work().any("select id from tenant where id = ?", tenant.value())) {
                throw JdbcDirectory.noTenant(tenant.toString());
            }
            Revision.require(change, Kind.TENANT, tenant.value(), seen);
            change.work().run("update tenant set limits = ? where id = ?", LimitColumn.write(limits), tenant.value());
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return change.revision();
        });
    }

    @Override
    public Future<Long> set(TenantId tenant, UserName user, Limits limits, Optional<Long> seen) {
        return transactions.change(Scope.of(tenant), change -> {
            requireForAccounts(limits);
            long id = id(change.work(), tenant, user);
            Revision.require(change, Kind.ACCOUNT, id, seen);
            change.work()
                    .run(
                            "update account set limits = ? where tenant_id = ? and id = ?",
                            LimitColumn.write(limits),
                            tenant.value(),
                            id);
            change.note(Kind.ACCOUNT, id, Operation.UPDATE, tenant);
            return change.revision();
        });
    }

    private static void requireForAccounts(Limits limits) {
        for (Limit limit : limits.all().keySet()) {
            if (!limit.isForAccounts()) {
                throw new DirectoryRefused(
                        Reason.INVALID, limit.key(), limits.of(limit) + "", "is a limit of tenants, not of accounts");
            }
        }
    }

    private static long id(Work work, TenantId tenant, UserName user) throws SQLException {
        return work.first(
                        "select id from account where tenant_id = ? and name = ?",
                        row -> row.getLong("id"),
                        tenant.value(),
                        user.value())
                .orElseThrow(() -> noAccount(user));
    }

    private static DirectoryRefused noAccount(UserName user) {
        return new DirectoryRefused(Reason.NOT_FOUND, "user", user.value(), "is not an account of this tenant");
    }
}
