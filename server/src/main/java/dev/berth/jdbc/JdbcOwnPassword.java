package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.LoginRefused;
import dev.berth.account.OwnPassword;
import dev.berth.account.PasswordPolicy;
import dev.berth.account.PasswordRefused;
import dev.berth.account.PasswordRefused.Reason;
import dev.berth.account.Secret;
import dev.berth.config.LoginConfig;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.Optional;

/// The [OwnPassword] in the database: the new hash takes the place of the one that was verified, or of none.
public final class JdbcOwnPassword implements OwnPassword {

    private static final String CURRENT = """
            select c.hash
              from account a
              join credential c
                     on c.tenant_id = a.tenant_id and c.account_id = a.id and c.kind = 'PASSWORD' and c.label = ''
             where a.tenant_id = ? and a.id = ? and a.own_password and not a.one_time
            """;

    private static final String REPLACE = """
            update credential set hash = ?
             where tenant_id = ? and account_id = ? and kind = 'PASSWORD' and label = '' and hash = ?
            """;

    private final Transactions transactions;
    private final Passwords passwords;
    private final PasswordPolicy policy;

    /// @param passwords verifies and hashes them; the caller closes it
    public JdbcOwnPassword(Database database, Passwords passwords, LoginConfig config) {
        this.transactions = database.transactions();
        this.passwords = passwords;
        this.policy = new PasswordPolicy(config.shortestPassword(), config.commonPasswords());
    }

    @Override
    public Future<Void> change(Account account, Secret old, Secret wanted) {
        return current(account)
                .map(hash -> hash.orElseThrow(() -> new PasswordRefused(
                        Reason.FIXED, "The password of this account is changed by its administrator only")))
                .compose(hash -> verified(account, old, hash)
                        .map(_ -> fit(account, old, wanted))
                        .compose(_ -> passwords.hash(account.tenant().id(), wanted))
                        .compose(made -> transactions.change(
                                Scope.of(account.tenant().id()), change -> replace(change, account, hash, made))))
                .recover(failure -> Future.failedFuture(
                        failure instanceof LoginRefused
                                ? new PasswordRefused(Reason.BUSY, "Too many logins at this moment; try again")
                                : failure))
                .mapEmpty();
    }

    private Future<Optional<String>> current(Account account) {
        return transactions.read(
                Scope.of(account.tenant().id()),
                work -> work.first(
                        CURRENT,
                        row -> row.getString("hash"),
                        account.tenant().id().value(),
                        account.id().value()));
    }

    private Future<Boolean> verified(Account account, Secret old, String hash) {
        return passwords
                .verify(account.tenant().id(), old, Optional.of(hash))
                .compose(right -> right ? Future.succeededFuture(true) : Future.failedFuture(wrong()));
    }

    private Secret fit(Account account, Secret old, Secret wanted) {
        if (wanted.equals(old)) {
            throw new PasswordRefused(Reason.UNFIT, "That is the password already");
        }
        policy.objection(account.user(), wanted).ifPresent(rule -> {
            throw new PasswordRefused(Reason.UNFIT, rule);
        });
        return wanted;
    }

    private static Account replace(Change change, Account account, String old, String made) throws SQLException {
        long tenant = account.tenant().id().value();
        if (change.work().run(REPLACE, made, tenant, account.id().value(), old) == 0) {
            throw wrong(); // somebody was faster: what was verified is not the password any more
        }
        change.work()
                .run(
                        "update account set must_change = false where tenant_id = ? and id = ?",
                        tenant,
                        account.id().value());
        change.note(
                Kind.ACCOUNT,
                account.id().value(),
                Operation.UPDATE,
                account.tenant().id());
        return account;
    }

    private static PasswordRefused wrong() {
        return new PasswordRefused(Reason.WRONG, "The old password is wrong");
    }
}
