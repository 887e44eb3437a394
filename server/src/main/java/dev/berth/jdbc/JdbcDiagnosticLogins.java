package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.DiagnosticLogins;
import dev.berth.account.LoginRefused;
import dev.berth.account.LoginRefused.Reason;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The [DiagnosticLogins] as accounts that lose their password with the first login. Nothing but that login can use
/// them: what is remembered of right logins is asked for the password row, too.
public final class JdbcDiagnosticLogins implements DiagnosticLogins {

    private static final String ONE_TIME = "select id from account where tenant_id = ? and id = ? and one_time";
    private static final String SPEND = "delete from credential where tenant_id = ? and account_id = ?";

    private static final int RANDOM_OCTETS = 24;
    private static final int NAME_OCTETS = 6;

    private final Transactions transactions;
    private final Passwords passwords;
    private final SecureRandom random = new SecureRandom();

    /// @param passwords hashes them; the caller closes it
    public JdbcDiagnosticLogins(Database database, Passwords passwords) {
        this.transactions = database.transactions();
        this.passwords = passwords;
    }

    @Override
    public Future<Issued> issue(TenantId tenant) {
        var issued = new Issued(
                new UserName(PREFIX + text(NAME_OCTETS).toLowerCase(Locale.ROOT)), new Secret(text(RANDOM_OCTETS)));
        return passwords
                .hash(issued.password())
                .compose(hash -> transactions.change(Scope.of(tenant), change -> {
                    removeExpired(change, tenant);
                    insert(change, tenant, issued, hash);
                    return issued;
                }));
    }

    private static void insert(Change change, TenantId tenant, Issued issued, String hash) throws SQLException {
        if (!change.work().any("select id from tenant where id = ?", tenant.value())) {
            throw JdbcDirectory.noTenant(tenant.toString());
        }
        long id = change.work().insert("""
                        insert into account (tenant_id, name, home, permissions, one_time, expires_at)
                        values (?, ?, '/', ?, true, current_timestamp + interval '10' minute)
                        """, tenant.value(), issued.user().value(), Permissions.write(Permission.USUAL));
        change.work()
                .run(
                        "insert into credential (tenant_id, account_id, kind, hash) values (?, ?, 'PASSWORD', ?)",
                        tenant.value(),
                        id,
                        hash);
        change.note(Kind.ACCOUNT, id, Operation.CREATE, tenant);
    }

    private static void removeExpired(Change change, TenantId tenant) throws SQLException {
        List<Long> expired = change.work()
                .all(
                        "select id from account where tenant_id = ? and one_time and expires_at < current_timestamp",
                        row -> row.getLong("id"),
                        tenant.value());
        for (long old : expired) {
            change.work().run("delete from account where tenant_id = ? and id = ?", tenant.value(), old);
            change.note(Kind.ACCOUNT, old, Operation.DELETE, tenant);
        }
    }

    /// Takes the password of such an account away; any other is left as it is.
    ///
    /// @return the account; fails if the login was used before
    static Future<Account> spend(Statements statements, Account account) {
        if (!account.user().value().startsWith(PREFIX)) {
            return Future.succeededFuture(account);
        }
        TenantId tenant = account.tenant().id();
        return statements
                .rows(Scope.of(tenant), ONE_TIME, tenant.value(), account.id().value())
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(account)
                        : statements
                                .rows(
                                        Scope.of(tenant),
                                        SPEND,
                                        tenant.value(),
                                        account.id().value())
                                .compose(done -> done.rowCount() == 1
                                        ? Future.succeededFuture(account)
                                        : Future.failedFuture(new LoginRefused(Reason.WRONG_CREDENTIALS))))
                .recover(failure -> Future.failedFuture(
                        failure instanceof LoginRefused ? failure : new LoginRefused(Reason.UNAVAILABLE, failure)));
    }

    private String text(int octets) {
        byte[] chosen = new byte[octets];
        random.nextBytes(chosen);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(chosen);
    }
}
