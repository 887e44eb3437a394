package dev.berth.jdbc;

import dev.berth.account.AccountAlterations.Terms;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.plan.AccountDefaults;
import dev.berth.plan.Allowance;
import dev.berth.plan.NewAccounts;
import dev.berth.quota.Quota;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;

/// The [NewAccounts] in the database.
public final class JdbcNewAccounts implements NewAccounts {

    private static final int LONGEST = 65_536;
    private static final String SELECT =
            "select settings, limits, quota_octets, quota_files, quota_volume from account_defaults where tenant_id = ?";

    private final Transactions transactions;

    public JdbcNewAccounts(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public Future<AccountDefaults> of(TenantId tenant) {
        return transactions.read(Scope.of(tenant), work -> read(work, tenant));
    }

    @Override
    public Future<AccountDefaults> set(TenantId tenant, AccountDefaults defaults, Terms sample) {
        return transactions.change(Scope.of(tenant), change -> {
            if (!change.work().any("select id from tenant where id = ?", tenant.value())) {
                throw JdbcDirectory.noTenant(tenant.toString());
            }
            JdbcAccountAlterations.requireKeepable(sample);
            if (defaults.settings().length() > LONGEST) {
                throw new DirectoryRefused(
                        Reason.INVALID, "(all)", "(given)", "is at most " + LONGEST + " characters long");
            }
            store(change.work(), tenant, defaults);
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return defaults;
        });
    }

    private static void store(Work work, TenantId tenant, AccountDefaults defaults) throws SQLException {
        Quota quota = defaults.allowance().quota();
        work.run("delete from account_defaults where tenant_id = ?", tenant.value());
        work.run(
                """
                insert into account_defaults (tenant_id, settings, limits, quota_octets, quota_files, quota_volume)
                values (?, ?, ?, ?, ?, ?)
                """,
                tenant.value(),
                defaults.settings(),
                LimitColumn.write(defaults.allowance().limits()),
                QuotaRows.column(quota.octets()),
                QuotaRows.column(quota.files()),
                QuotaRows.column(quota.volume()));
    }

    static AccountDefaults read(Work work, TenantId tenant) throws SQLException {
        return work.first(
                        SELECT,
                        row -> new AccountDefaults(row.getString("settings"), PlanRows.allowance(row)),
                        tenant.value())
                .orElse(AccountDefaults.NONE);
    }

    /// Gives new accounts the limits and the quota that their tenant gives.
    static void give(Work work, TenantId tenant, List<Long> accounts) throws SQLException {
        Allowance allowance = read(work, tenant).allowance();
        if (allowance.equals(Allowance.NONE)) {
            return;
        }
        Quota quota = allowance.quota();
        work.runAll(
                """
                update account set limits = ?, quota_octets = ?, quota_files = ?, quota_volume = ?
                 where tenant_id = ? and id = ?
                """,
                accounts.stream()
                        .map(account -> new Object[] {
                            LimitColumn.write(allowance.limits()),
                            QuotaRows.column(quota.octets()),
                            QuotaRows.column(quota.files()),
                            QuotaRows.column(quota.volume()),
                            tenant.value(),
                            account
                        })
                        .toList());
    }
}
