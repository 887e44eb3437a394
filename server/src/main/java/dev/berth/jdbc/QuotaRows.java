package dev.berth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.quota.Amount;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaReached;
import dev.berth.quota.QuotaReached.Kind;
import dev.berth.quota.QuotaReached.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements of the books, within one transaction. Accounts come before tenants, so that two transactions never
/// wait for each other in a circle.
final class QuotaRows {

    /// How much is reserved at once, beyond what is needed, where there is plenty.
    private static final Amount CHUNK = new Amount(64L << 20, 256, 1L << 30);

    /// At most the fourth part of what is left, so that no node starves the others.
    private static final int SHARE = 4;

    private final Work work;
    private final String incarnation;

    QuotaRows(Work work, String incarnation) {
        this.work = work;
        this.incarnation = incarnation;
    }

    /// A row of books.
    record Books(Amount used, Amount reserved, long version) {}

    /// Reserves at least `need`.
    ///
    /// @param asked what that is for; this process has the rest, or owes it
    /// @return how much
    /// @throws QuotaReached if there is not so much
    Amount reserve(Owner owner, Amount need, Amount asked) throws SQLException {
        Books books = locked(owner);
        Quota quota = quota(owner);
        Amount taken = books.used().plus(books.reserved());
        Scope scope = owner.account().isPresent() ? Scope.ACCOUNT : Scope.TENANT;
        Amount granted = new Amount(
                share(
                        scope,
                        Kind.OCTETS,
                        quota.octets(),
                        taken.octets(),
                        need.octets(),
                        asked.octets(),
                        CHUNK.octets()),
                share(scope, Kind.FILES, quota.files(), taken.files(), need.files(), asked.files(), CHUNK.files()),
                share(
                        scope,
                        Kind.VOLUME,
                        quota.volume(),
                        taken.volume(),
                        need.volume(),
                        asked.volume(),
                        CHUNK.volume()));
        move(owner, Amount.NONE, granted);
        return granted;
    }

    private static long share(Scope scope, Kind kind, long limit, long taken, long need, long asked, long chunk) {
        if (need == 0) {
            return 0;
        }
        long left = limit == Quota.UNLIMITED ? Quota.UNLIMITED : Math.max(0, limit - taken);
        if (need > left) {
            throw new QuotaReached(scope, kind, limit, taken + need - asked);
        }
        return Math.max(need, Math.min(chunk, left / SHARE));
    }

    /// Books, and changes what this process has reserved.
    void move(Owner owner, Amount used, Amount reserved) throws SQLException {
        long account = account(owner);
        work.run(
                """
                update quota_usage
                   set used_octets = used_octets + ?, used_files = used_files + ?, used_volume = used_volume + ?,
                       reserved_octets = reserved_octets + ?, reserved_files = reserved_files + ?,
                       reserved_volume = reserved_volume + ?, version = version + 1
                 where tenant_id = ? and account_id = ?
                """,
                used.octets(),
                used.files(),
                used.volume(),
                reserved.octets(),
                reserved.files(),
                reserved.volume(),
                owner.tenant().value(),
                account);
        int there = work.run(
                """
                update quota_lease set octets = octets + ?, files = files + ?, volume = volume + ?
                 where tenant_id = ? and account_id = ? and incarnation = ?
                """,
                reserved.octets(),
                reserved.files(),
                reserved.volume(),
                owner.tenant().value(),
                account,
                incarnation);
        if (there == 0) {
            work.run(
                    """
                    insert into quota_lease (octets, files, volume, tenant_id, account_id, incarnation)
                    values (?, ?, ?, ?, ?, ?)
                    """,
                    reserved.octets(),
                    reserved.files(),
                    reserved.volume(),
                    owner.tenant().value(),
                    account,
                    incarnation);
        }
    }

    /// Whether the owner is there still; its books went with it.
    boolean exists(Owner owner) throws SQLException {
        return owner.account().isPresent()
                ? work.any(
                        "select 1 from account where tenant_id = ? and id = ?",
                        owner.tenant().value(),
                        account(owner))
                : work.any("select 1 from tenant where id = ?", owner.tenant().value());
    }

    /// Gives everything back that this process has reserved of one owner's quota.
    void giveBack(Owner owner) throws SQLException {
        Optional<Amount> lease = lease(owner);
        if (lease.isPresent()) {
            move(owner, Amount.NONE, Amount.NONE.minus(lease.get()));
            work.run(
                    "delete from quota_lease where tenant_id = ? and account_id = ? and incarnation = ?",
                    owner.tenant().value(),
                    account(owner),
                    incarnation);
        }
    }

    private Optional<Amount> lease(Owner owner) throws SQLException {
        return work.first(
                "select octets, files, volume from quota_lease where tenant_id = ? and account_id = ? and incarnation = ?",
                row -> new Amount(row.getLong(1), row.getLong(2), row.getLong(3)),
                owner.tenant().value(),
                account(owner),
                incarnation);
    }

    /// Reads a row and lets nobody else change it until the end of the transaction.
    @CanIgnoreReturnValue
    Books locked(Owner owner) throws SQLException {
        int month = month();
        int there = work.run("""
                update quota_usage
                   set used_volume = case when volume_month = ? then used_volume else 0 end, volume_month = ?
                 where tenant_id = ? and account_id = ?
                """, month, month, owner.tenant().value(), account(owner));
        if (there == 0) {
            // What lay there before anybody counted is found by the next recount.
            work.run(
                    "insert into quota_usage (tenant_id, account_id, volume_month, unsure) values (?, ?, ?, 1)",
                    owner.tenant().value(),
                    account(owner),
                    month);
        }
        return books(owner);
    }

    /// Reads a row; empty books where there is none.
    Books books(Owner owner) throws SQLException {
        return work.first("""
                        select used_octets, used_files, case when volume_month = ? then used_volume else 0 end,
                               reserved_octets, reserved_files, reserved_volume, version
                          from quota_usage
                         where tenant_id = ? and account_id = ?
                        """, QuotaRows::read, month(), owner.tenant().value(), account(owner))
                .orElse(new Books(Amount.NONE, Amount.NONE, 0));
    }

    /// The quota of one owner; where a tenant has none of its own, that of its plan.
    Quota quota(Owner owner) throws SQLException {
        List<Quota> found = owner.account().isPresent()
                ? work.all(
                        "select quota_octets, quota_files, quota_volume from account where tenant_id = ? and id = ?",
                        QuotaRows::readQuota,
                        owner.tenant().value(),
                        account(owner))
                : work.all("""
                        select coalesce(t.quota_octets, v.quota_octets) as quota_octets,
                               coalesce(t.quota_files, v.quota_files) as quota_files,
                               coalesce(t.quota_volume, v.quota_volume) as quota_volume
                          from tenant t
                          left join plan p on p.id = t.plan_id
                          left join plan_version v on v.plan_id = p.id and v.version = p.version
                         where t.id = ?
                        """, QuotaRows::readQuota, owner.tenant().value());
        return found.isEmpty() ? Quota.NONE : found.getFirst();
    }

    /// The books say what was counted from now on.
    void correct(Owner owner, Amount counted) throws SQLException {
        work.run("""
                update quota_usage set used_octets = ?, used_files = ?, unsure = 0, version = version + 1
                 where tenant_id = ? and account_id = ?
                """, counted.octets(), counted.files(), owner.tenant().value(), account(owner));
    }

    static long account(Owner owner) {
        return owner.account().map(id -> id.value()).orElse(0L);
    }

    private static int month() {
        YearMonth now = YearMonth.now(ZoneOffset.UTC);
        return now.getYear() * 12 + now.getMonthValue();
    }

    private static Books read(ResultSet row) throws SQLException {
        return new Books(
                new Amount(row.getLong(1), row.getLong(2), row.getLong(3)),
                new Amount(row.getLong(4), row.getLong(5), row.getLong(6)),
                row.getLong(7));
    }

    /// Reads the columns `quota_…`.
    static Quota readQuota(ResultSet row) throws SQLException {
        return new Quota(limit(row, "quota_octets"), limit(row, "quota_files"), limit(row, "quota_volume"));
    }

    /// A part of a quota as such a column has it.
    static @Nullable Long column(long limit) {
        return limit == Quota.UNLIMITED ? null : limit;
    }

    private static long limit(ResultSet row, String column) throws SQLException {
        long limit = row.getLong(column);
        return row.wasNull() ? Quota.UNLIMITED : limit;
    }
}
