package dev.berth.jdbc;

import dev.berth.account.AppPassword;
import dev.berth.account.AppPassword.Bounds;
import dev.berth.account.AppPasswords;
import dev.berth.account.Randomness;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The [AppPasswords] in the database.
public final class JdbcAppPasswords implements AppPasswords {

    private static final int RANDOM_OCTETS = 24;
    private static final int LONGEST_LABEL = 100;

    private static final String COLUMNS = """
            select id, label, path, permissions, networks, expires_at, created_at, used_at
              from app_password
             where tenant_id = ? and account_id = ?
            """;

    private static final String KEPT = """
            select a.name, p.label, p.path, p.permissions, p.networks, p.expires_at, p.secret_hash
              from app_password p
              join account a on a.tenant_id = p.tenant_id and a.id = p.account_id
             where p.tenant_id = ?
             order by p.label
            """;

    private final Transactions transactions;
    private final SecureRandom random = Randomness.seeded();

    public JdbcAppPasswords(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public Future<List<AppPassword>> of(TenantId tenant, UserName user) {
        return transactions.read(
                Scope.of(tenant),
                work -> work.all(
                        COLUMNS + " order by id",
                        JdbcAppPasswords::password,
                        tenant.value(),
                        account(work, tenant, user)));
    }

    @Override
    public Future<AppPassword.Issued> issue(TenantId tenant, UserName user, String label, Bounds bounds) {
        byte[] chosen = new byte[RANDOM_OCTETS];
        random.nextBytes(chosen);
        var secret = new Secret(
                AppPasswordRows.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(chosen));
        return transactions.change(Scope.of(tenant), change -> {
            long account = account(change.work(), tenant, user);
            AnonymousRows.requireSecretive(change.work(), tenant, account, user);
            requireFuture(bounds);
            AppPassword made = insert(change, tenant, account, label, bounds, TokenRows.hash(secret));
            return new AppPassword.Issued(made, secret);
        });
    }

    @Override
    public Future<Map<UserName, List<Kept>>> kept(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> work
                        .all(
                                KEPT,
                                row -> Map.entry(
                                        new UserName(row.getString("name")),
                                        new Kept(row.getString("label"), bounds(row), row.getString("secret_hash"))),
                                tenant.value())
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    @Override
    public Future<AppPassword> restore(
            TenantId tenant, UserName user, String label, Bounds bounds, Optional<String> hash) {
        return transactions.change(Scope.of(tenant), change -> {
            long account = account(change.work(), tenant, user);
            Optional<AppPassword> there = change.work()
                    .first(COLUMNS + " and label = ?", JdbcAppPasswords::password, tenant.value(), account, label);
            return there.isPresent()
                    ? bind(change, tenant, account, there.get(), bounds)
                    : insert(change, tenant, account, label, bounds, unused(change.work(), hash, label));
        });
    }

    private static String unused(Work work, Optional<String> hash, String label) throws SQLException {
        String wanted = hash.orElseThrow(() -> refused(
                Reason.INVALID,
                "hash",
                "(missing)",
                "is what an app password begins with that is not there: " + label));
        if (work.any("select id from app_password where secret_hash = ?", wanted)) {
            throw refused(Reason.CONFLICT, "hash", "***", "is that of another app password: " + label);
        }
        return wanted;
    }

    private static AppPassword bind(Change change, TenantId tenant, long account, AppPassword there, Bounds bounds)
            throws SQLException {
        requireBounds(bounds);
        change.work()
                .run(
                        "update app_password set path = ?, permissions = ?, networks = ?, expires_at = ?"
                                + " where tenant_id = ? and id = ?",
                        Stream.concat(columns(bounds), Stream.of(tenant.value(), there.id()))
                                .toArray());
        change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
        return new AppPassword(there.id(), there.label(), bounds, there.made(), there.used());
    }

    private static AppPassword insert(
            Change change, TenantId tenant, long account, String label, Bounds bounds, String hash)
            throws SQLException {
        requireNew(change.work(), tenant, account, label, bounds);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Stream<Object> owner =
                Stream.of(PublicId.next(), tenant.value(), account, label, hash, now.atOffset(ZoneOffset.UTC));
        long id =
                change.work().insert("""
                        insert into app_password
                            (id, tenant_id, account_id, label, secret_hash, created_at, path, permissions, networks, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, Stream.concat(owner, columns(bounds)).toArray());
        change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
        return new AppPassword(id, label, bounds, now, Optional.empty());
    }

    /// The values of path, permissions, networks and expires_at.
    private static Stream<Object> columns(Bounds bounds) {
        return Arrays.stream(new Object[] {
            bounds.path(),
            Permissions.write(bounds.permissions()),
            String.join(",", bounds.networks()),
            bounds.expires().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null)
        });
    }

    @Override
    public Future<AppPassword> revoke(TenantId tenant, UserName user, long id) {
        return transactions.change(Scope.of(tenant), change -> {
            long account = account(change.work(), tenant, user);
            AppPassword password = change.work()
                    .first(COLUMNS + " and id = ?", JdbcAppPasswords::password, tenant.value(), account, id)
                    .orElseThrow(() -> new DirectoryRefused(
                            Reason.NOT_FOUND, "password", Long.toString(id), "is not an app password of this account"));
            change.work().run("delete from app_password where tenant_id = ? and id = ?", tenant.value(), id);
            change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
            return password;
        });
    }

    static long account(Work work, TenantId tenant, UserName user) throws SQLException {
        return work.first(
                        "select id from account where tenant_id = ? and name = ?",
                        row -> row.getLong("id"),
                        tenant.value(),
                        user.value())
                .orElseThrow(() -> new DirectoryRefused(
                        Reason.NOT_FOUND, "user", user.value(), "is not an account of this tenant"));
    }

    @Override
    public void require(String label, Bounds bounds) {
        requireKeepable(label, bounds);
    }

    private static void requireKeepable(String label, Bounds bounds) {
        if (label.isBlank() || label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    Reason.INVALID,
                    "label",
                    label,
                    "is 1 to " + LONGEST_LABEL
                            + " characters, not all of them blank and none of them a control character");
        }
        requireBounds(bounds);
    }

    private static void requireNew(Work work, TenantId tenant, long account, String label, Bounds bounds)
            throws SQLException {
        requireKeepable(label, bounds);
        List<String> labels = work.all(
                "select label from app_password where tenant_id = ? and account_id = ?",
                row -> row.getString(1),
                tenant.value(),
                account);
        if (labels.contains(label)) {
            throw refused(
                    Reason.ALREADY_EXISTS, "label", label, "is the label of another app password of this account");
        }
        if (labels.size() >= MOST) {
            throw refused(Reason.CONFLICT, "label", label, "is one too many: an account has at most " + MOST);
        }
    }

    private static void requireBounds(Bounds bounds) {
        JdbcAccounts.requirePath("path", bounds.path());
        LoginRulesText.requireNetworks("networks", bounds.networks());
    }

    private static void requireFuture(Bounds bounds) {
        if (bounds.expires().isPresent() && !bounds.expires().get().isAfter(Instant.now())) {
            throw refused(Reason.INVALID, "expires", bounds.expires().get().toString(), "is a time to come");
        }
    }

    private static DirectoryRefused refused(Reason reason, String field, String value, String rule) {
        return new DirectoryRefused(reason, field, value, rule);
    }

    private static AppPassword password(ResultSet row) throws SQLException {
        return new AppPassword(
                row.getLong("id"),
                row.getString("label"),
                bounds(row),
                time(row, "created_at").orElseThrow(),
                time(row, "used_at"));
    }

    private static Bounds bounds(ResultSet row) throws SQLException {
        return new Bounds(
                row.getString("path"),
                Permissions.read(row.getString("permissions")),
                AppPasswordRows.networks(row.getString("networks")),
                time(row, "expires_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
