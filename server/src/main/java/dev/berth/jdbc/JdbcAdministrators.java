package dev.berth.jdbc;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Proof;
import dev.berth.account.Administrator.Role;
import dev.berth.account.Administrators;
import dev.berth.account.Secret;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The [Administrators] in the database.
public final class JdbcAdministrators implements Administrators {

    private static final int LONGEST_NAME = 100;
    private static final int SHORTEST_PASSWORD = 12;

    private final Database database;
    private final Transactions transactions;
    private final Passwords passwords;

    /// @param passwords hashes and verifies them; the caller closes it
    public JdbcAdministrators(Database database, Passwords passwords) {
        this.database = database;
        this.transactions = database.transactions();
        this.passwords = passwords;
    }

    @Override
    public Future<List<Kept>> all(Optional<TenantId> tenant) {
        return transactions.read(Scope.of(tenant), work -> new AdministratorRows(work).all(tenant));
    }

    @Override
    public Future<Kept> one(long id, Optional<TenantId> tenant) {
        return transactions.read(Scope.of(tenant), work -> new AdministratorRows(work).existing(id, tenant));
    }

    @Override
    public Future<Kept> create(Wanted wanted) {
        return Future.succeededFuture(wanted)
                .map(JdbcAdministrators::checked)
                .compose(_ -> passwords.hash(wanted.password()))
                .compose(hash -> transactions.write(
                        Scope.of(wanted.tenant()), work -> new AdministratorRows(work).insert(wanted, hash, now())));
    }

    @Override
    public Future<Kept> alter(long id, Optional<TenantId> tenant, Altered altered, Optional<Long> seen) {
        return Future.succeededFuture(altered.password())
                .compose(password -> password.isEmpty()
                        ? Future.succeededFuture(Optional.<String>empty())
                        : passwords.hash(checkedPassword(password.get())).map(Optional::of))
                .compose(hash -> transactions.write(Scope.of(tenant), work -> {
                    var rows = new AdministratorRows(work);
                    Kept now = unchanged(rows.existing(id, tenant), seen);
                    boolean blocked = altered.blocked().orElse(now.blocked());
                    int touched = hash.isPresent()
                            ? work.run("""
                                    update administrator set password_hash = ?, blocked = ?, version = version + 1
                                     where id = ? and version = ?
                                    """, hash.get(), blocked, id, now.version())
                            : work.run(
                                    "update administrator set blocked = ?, version = version + 1 where id = ? and version = ?",
                                    blocked,
                                    id,
                                    now.version());
                    requireTouched(touched, id);
                    return rows.existing(id, tenant);
                }));
    }

    @Override
    public Future<Kept> remove(long id, Optional<TenantId> tenant, Optional<Long> seen) {
        return transactions.write(Scope.of(tenant), work -> {
            Kept now = unchanged(new AdministratorRows(work).existing(id, tenant), seen);
            requireTouched(work.run("delete from administrator where id = ? and version = ?", id, now.version()), id);
            return now;
        });
    }

    @Override
    public Future<Optional<Kept>> login(Optional<TenantId> tenant, String name, Secret password) {
        long place = tenant.filter(TenantId.NOBODY::equals).map(_ -> -1L).orElse(AdministratorRows.place(tenant));
        // A name that has no UTF-8 form would reach the database as another name.
        boolean writable = StandardCharsets.UTF_8.newEncoder().canEncode(name) && name.length() <= LONGEST_NAME;
        return database.statements()
                .rows(
                        Scope.of(tenant),
                        "select id, password_hash, blocked from administrator where place = ? and name = ?",
                        writable ? place : -1L,
                        writable ? name : "")
                .recover(transactions::failed)
                .map(rows -> rows.size() == 0
                        ? Optional.<Row>empty()
                        : Optional.of(rows.iterator().next()))
                .compose(row -> passwords
                        .verify(
                                tenant.orElse(TenantId.NOBODY),
                                password,
                                row.map(found -> found.getString("password_hash")))
                        .compose(right -> right && row.isPresent() && !row.get().getBoolean("blocked")
                                ? accepted(row.get().getLong("id"), tenant).map(Optional::of)
                                : Future.succeededFuture(Optional.empty())));
    }

    private Future<Kept> accepted(long id, Optional<TenantId> tenant) {
        return transactions.write(Scope.of(tenant), work -> {
            work.run("update administrator set last_login_at = ? where id = ?", AdministratorRows.at(now()), id);
            return new AdministratorRows(work).existing(id, Optional.empty());
        });
    }

    @Override
    public Future<Optional<Administrator>> holder(long id, long version) {
        return database.statements()
                .rows(
                        Scope.ALL,
                        "select name, role, tenant_id from administrator where id = ? and version = ? and not blocked",
                        id,
                        version)
                .map(rows -> rows.size() == 0
                        ? Optional.<Administrator>empty()
                        : Optional.of(administrator(id, rows.iterator().next())))
                .recover(transactions::failed);
    }

    private static Administrator administrator(long id, Row row) {
        return new Administrator(
                new Proof(Proof.Kind.LOGIN, id),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getLong("tenant_id")).map(TenantId::new),
                Set.of());
    }

    private static Kept unchanged(Kept now, Optional<Long> seen) {
        if (seen.isPresent() && seen.get() != now.version()) {
            throw stale(now.id());
        }
        return now;
    }

    private static void requireTouched(int rows, long id) throws SQLException {
        if (rows != 1) {
            throw stale(id);
        }
    }

    private static DirectoryRefused stale(long id) {
        return new DirectoryRefused(
                Reason.STALE, "administrator", Long.toString(id), "was changed by somebody else; read it again");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Wanted checked(Wanted wanted) {
        String name = wanted.name();
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "name",
                    name,
                    "is 1 to " + LONGEST_NAME
                            + " characters, not all of them blank and none of them a control character");
        }
        if (wanted.role() == Role.OPERATOR && wanted.tenant().isPresent()) {
            throw new DirectoryRefused(Reason.INVALID, "role", "operator", "is a role for all tenants, not for one");
        }
        if (wanted.role() == Role.TENANT_ADMIN && wanted.tenant().isEmpty()) {
            throw new DirectoryRefused(Reason.INVALID, "tenant", "none", "is needed for a tenant administrator");
        }
        return new Wanted(name, checkedPassword(wanted.password()), wanted.role(), wanted.tenant());
    }

    private static Secret checkedPassword(Secret password) {
        int length = password.value().length();
        if (length < SHORTEST_PASSWORD || length > PasswordHashes.LONGEST) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "password",
                    "***",
                    "has " + SHORTEST_PASSWORD + " to " + PasswordHashes.LONGEST + " characters, not " + length);
        }
        return password;
    }
}
