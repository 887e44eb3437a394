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
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The [AppPasswords] in the database.
public final class JdbcAppPasswords implements AppPasswords {

    private static final int RANDOM_OCTETS = 24;
    private static final int MOST = 50;
    private static final int LONGEST_LABEL = 100;

    private static final String COLUMNS = """
            select id, label, path, permissions, networks, expires_at, created_at, used_at
              from app_password
             where tenant_id = ? and account_id = ?
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
            require(change.work(), tenant, account, label, bounds);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            long id = change.work()
                    .insert(
                            """
                            insert into app_password
                                (tenant_id, account_id, label, secret_hash, path, permissions, networks, expires_at, created_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            tenant.value(),
                            account,
                            label,
                            TokenRows.hash(secret),
                            bounds.path(),
                            Permissions.write(bounds.permissions()),
                            String.join(",", bounds.networks()),
                            bounds.expires()
                                    .map(end -> end.atOffset(ZoneOffset.UTC))
                                    .orElse(null),
                            now.atOffset(ZoneOffset.UTC));
            change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
            return new AppPassword.Issued(new AppPassword(id, label, bounds, now, Optional.empty()), secret);
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

    private static void require(Work work, TenantId tenant, long account, String label, Bounds bounds)
            throws SQLException {
        if (label.isBlank() || label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    Reason.INVALID,
                    "label",
                    label,
                    "is 1 to " + LONGEST_LABEL
                            + " characters, not all of them blank and none of them a control character");
        }
        JdbcAccounts.requirePath("path", bounds.path());
        LoginRulesText.requireNetworks("networks", bounds.networks());
        if (bounds.expires().isPresent() && !bounds.expires().get().isAfter(Instant.now())) {
            throw refused(Reason.INVALID, "expires", bounds.expires().get().toString(), "is a time to come");
        }
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

    private static DirectoryRefused refused(Reason reason, String field, String value, String rule) {
        return new DirectoryRefused(reason, field, value, rule);
    }

    private static AppPassword password(ResultSet row) throws SQLException {
        return new AppPassword(
                row.getLong("id"),
                row.getString("label"),
                new Bounds(
                        row.getString("path"),
                        Permissions.read(row.getString("permissions")),
                        AppPasswordRows.networks(row.getString("networks")),
                        time(row, "expires_at")),
                time(row, "created_at").orElseThrow(),
                time(row, "used_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
