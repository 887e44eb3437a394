package dev.berth.jdbc;

import dev.berth.account.AccountId;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The transactions of the books, as one process of a node does them.
final class QuotaStore {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaStore.class);

    private final Transactions transactions;
    private final String incarnation;
    private long batch;

    private QuotaStore(Transactions transactions, String incarnation) {
        this.transactions = transactions;
        this.incarnation = incarnation;
    }

    /// What is written of an owner.
    record Read(Quota quota, QuotaRows.Books books) {}

    /// Begins a process of a node: what its earlier ones had reserved is free again, and whose books that were is
    /// unsure.
    static Future<QuotaStore> open(Database database, String node) {
        String incarnation = UUID.randomUUID().toString();
        return database.transactions()
                .write(Scope.ALL, work -> {
                    for (String dead : work.all(
                            "select incarnation from quota_node where node = ?", row -> row.getString(1), node)) {
                        bury(work, dead);
                    }
                    work.run("insert into quota_node (node, incarnation) values (?, ?)", node, incarnation);
                    return incarnation;
                })
                .map(_ -> new QuotaStore(database.transactions(), incarnation));
    }

    private static void bury(Work work, String incarnation) throws SQLException {
        QuotaRows rows = new QuotaRows(work, incarnation);
        List<Owner> owners = work.all(
                "select tenant_id, account_id from quota_lease where incarnation = ? order by tenant_id, account_id desc",
                row -> owner(row.getLong(1), row.getLong(2)),
                incarnation);
        for (Owner owner : owners) {
            rows.giveBack(owner);
            work.run(
                    "update quota_usage set unsure = 1 where tenant_id = ? and account_id = ?",
                    owner.tenant().value(),
                    QuotaRows.account(owner));
        }
        work.run("delete from quota_node where incarnation = ?", incarnation);
    }

    private static Owner owner(long tenant, long account) {
        return account == 0 ? Owner.of(new TenantId(tenant)) : Owner.of(new TenantId(tenant), new AccountId(account));
    }

    /// Reserves for all of them, or for none.
    ///
    /// @param missing by owner, a tenant's pool last
    /// @return what was reserved for each
    Future<Map<Owner, Amount>> reserve(Map<Owner, Amount> missing, Amount asked) {
        TenantId tenant = missing.keySet().iterator().next().tenant();
        return transactions.write(Scope.of(tenant), work -> {
            QuotaRows rows = new QuotaRows(work, incarnation);
            Map<Owner, Amount> granted = new HashMap<>();
            for (Map.Entry<Owner, Amount> each : missing.entrySet()) {
                granted.put(each.getKey(), rows.reserve(each.getKey(), each.getValue(), asked));
            }
            return granted;
        });
    }

    /// Writes bookings down, once: the number of the batch tells one that was written although its answer was lost.
    Future<Void> write(Map<Owner, Amount> bookings) {
        long number = batch + 1;
        return transactions
                .write(Scope.ALL, work -> {
                    int next = work.run(
                            "update quota_node set batch = ? where incarnation = ? and batch = ?",
                            number,
                            incarnation,
                            number - 1);
                    if (next == 1) {
                        writeAll(new QuotaRows(work, incarnation), bookings);
                    }
                    return number;
                })
                .onSuccess(_ -> batch = number)
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("owners", bookings.size())
                        .setCause(cause)
                        .log("the books cannot be written; trying again"))
                .mapEmpty();
    }

    private static void writeAll(QuotaRows rows, Map<Owner, Amount> bookings) throws SQLException {
        for (Map.Entry<Owner, Amount> booking : ordered(bookings)) {
            if (rows.exists(booking.getKey())) {
                rows.locked(booking.getKey());
                rows.move(booking.getKey(), booking.getValue(), Amount.NONE.minus(booking.getValue()));
            }
        }
    }

    /// In the order in which all lock rows: accounts, then pools.
    private static List<Map.Entry<Owner, Amount>> ordered(Map<Owner, Amount> amounts) {
        return amounts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Owner, Amount> entry) ->
                                entry.getKey().account().isEmpty())
                        .thenComparingLong(entry -> entry.getKey().tenant().value())
                        .thenComparingLong(entry -> QuotaRows.account(entry.getKey())))
                .toList();
    }

    /// Gives parts back, all in one transaction. What fails is told in the log.
    Future<Void> giveBack(Map<Owner, Amount> parts) {
        return transactions
                .write(Scope.ALL, work -> {
                    QuotaRows rows = new QuotaRows(work, incarnation);
                    for (Map.Entry<Owner, Amount> part : ordered(parts)) {
                        if (rows.exists(part.getKey())) {
                            rows.locked(part.getKey());
                            rows.move(part.getKey(), Amount.NONE, Amount.NONE.minus(part.getValue()));
                        }
                    }
                    return parts;
                })
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("owners", parts.keySet())
                        .setCause(cause)
                        .log("what is reserved of quotas cannot be given back"))
                .mapEmpty();
    }

    Future<Void> giveBack(Owner owner) {
        return transactions
                .write(Scope.of(owner.tenant()), work -> {
                    new QuotaRows(work, incarnation).giveBack(owner);
                    return owner;
                })
                .mapEmpty();
    }

    Future<Read> read(Owner owner) {
        return transactions.read(Scope.of(owner.tenant()), work -> {
            QuotaRows rows = new QuotaRows(work, incarnation);
            return new Read(rows.quota(owner), rows.books(owner));
        });
    }

    Future<Long> version(Owner owner) {
        return read(owner).map(read -> read.books().version());
    }

    /// Corrects the books, unless they have changed since `version`.
    ///
    /// @return empty if they have
    Future<Optional<Drift>> correct(Owner owner, long version, Amount counted) {
        return transactions.write(Scope.of(owner.tenant()), work -> {
            QuotaRows rows = new QuotaRows(work, incarnation);
            QuotaRows.Books books = rows.locked(owner);
            if (books.version() != version) {
                return Optional.empty();
            }
            rows.correct(owner, counted);
            return Optional.of(new Drift(books.used(), counted));
        });
    }

    Future<List<Owner>> unsure() {
        return transactions.read(
                Scope.ALL,
                work -> work.all(
                        "select tenant_id, account_id from quota_usage where unsure = 1 order by tenant_id, account_id",
                        row -> owner(row.getLong(1), row.getLong(2))));
    }

    Future<QuotaLedger.Place> place(Owner owner) {
        return transactions.read(Scope.of(owner.tenant()), work -> {
            Optional<QuotaLedger.Place> place = owner.account().isPresent()
                    ? work.first(
                            "select t.storage_root, t.file_uid, t.file_gid, a.home from account a join tenant t on t.id = a.tenant_id"
                                    + " where a.tenant_id = ? and a.id = ?",
                            row -> place(row, row.getString("home")),
                            owner.tenant().value(),
                            QuotaRows.account(owner))
                    : work.first(
                            "select storage_root, file_uid, file_gid from tenant where id = ?",
                            row -> place(row, "/"),
                            owner.tenant().value());
            return place.orElseThrow(() -> nobody(owner));
        });
    }

    private static QuotaLedger.Place place(ResultSet row, String home) throws SQLException {
        return new QuotaLedger.Place(
                row.getString("storage_root"),
                home,
                DirectoryRows.owner(row.getObject("file_uid", Long.class), row.getObject("file_gid", Long.class)));
    }

    private static DirectoryRefused nobody(Owner owner) {
        return new DirectoryRefused(Reason.NOT_FOUND, "quota", owner.toString(), "belongs to nobody");
    }

    Future<Long> limit(Owner owner, Quota quota) {
        return transactions.change(Scope.of(owner.tenant()), change -> {
            long tenant = owner.tenant().value();
            int there = owner.account().isPresent()
                    ? change.work()
                            .run(
                                    "update account set quota_octets = ?, quota_files = ?, quota_volume = ?"
                                            + " where tenant_id = ? and id = ?",
                                    QuotaRows.column(quota.octets()),
                                    QuotaRows.column(quota.files()),
                                    QuotaRows.column(quota.volume()),
                                    tenant,
                                    QuotaRows.account(owner))
                    : change.work()
                            .run(
                                    "update tenant set quota_octets = ?, quota_files = ?, quota_volume = ? where id = ?",
                                    QuotaRows.column(quota.octets()),
                                    QuotaRows.column(quota.files()),
                                    QuotaRows.column(quota.volume()),
                                    tenant);
            if (there == 0) {
                throw nobody(owner);
            }
            Kind kind = owner.account().isPresent() ? Kind.ACCOUNT : Kind.TENANT;
            long id = owner.account().isPresent() ? QuotaRows.account(owner) : tenant;
            change.note(kind, id, Operation.UPDATE, owner.tenant());
            change.ofQuota(kind, id, owner.tenant());
            return change.revision();
        });
    }

    /// The orderly end: nothing stays reserved, and nothing becomes unsure.
    Future<Void> close() {
        return transactions
                .write(Scope.ALL, work -> {
                    QuotaRows rows = new QuotaRows(work, incarnation);
                    for (Owner owner : work.all(
                            "select tenant_id, account_id from quota_lease where incarnation = ?",
                            row -> owner(row.getLong(1), row.getLong(2)),
                            incarnation)) {
                        rows.giveBack(owner);
                    }
                    return work.run("delete from quota_node where incarnation = ?", incarnation);
                })
                .mapEmpty();
    }
}
