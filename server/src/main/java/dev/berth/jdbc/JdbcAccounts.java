package dev.berth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.Accounts;
import dev.berth.account.NewAccount;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.endpoint.Berth;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The [Accounts] in the database.
public final class JdbcAccounts implements Accounts {

    private static final int LONGEST_HOME = 1_024;
    private static final Pattern HOME = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[^/\\p{Cc}]+)+");

    private final Transactions transactions;
    private final Passwords passwords;

    /// @param passwords hashes them; the caller closes it
    public JdbcAccounts(Database database, Passwords passwords) {
        this.transactions = database.transactions();
        this.passwords = passwords;
    }

    @Override
    public Future<Account> create(TenantId tenant, NewAccount account) {
        return Future.succeededFuture(account)
                .map(JdbcAccounts::checked)
                .compose(_ -> passwords.hash(account.password()))
                .compose(
                        hash -> transactions.change(Scope.of(tenant), change -> insert(change, tenant, account, hash)));
    }

    @Override
    public Future<Account> setPassword(TenantId tenant, UserName user, Secret password) {
        return Future.succeededFuture(password)
                .map(JdbcAccounts::checkedPassword)
                .compose(passwords::hash)
                .compose(hash -> transactions.change(Scope.of(tenant), change -> {
                    Account account = existing(change.work(), tenant, user);
                    replacePassword(change, tenant, account.id().value(), user, hash);
                    change.note(Kind.ACCOUNT, account.id().value(), Operation.UPDATE, tenant);
                    return account;
                }));
    }

    @Override
    public Future<Long> remove(TenantId tenant, UserName user, Optional<Long> seen) {
        return transactions.change(Scope.of(tenant), change -> {
            Account account = existing(change.work(), tenant, user);
            Revision.require(change, Kind.ACCOUNT, account.id().value(), seen);
            change.work()
                    .run(
                            "delete from account where tenant_id = ? and id = ?",
                            tenant.value(),
                            account.id().value());
            change.note(Kind.ACCOUNT, account.id().value(), Operation.DELETE, tenant);
            return change.revision();
        });
    }

    @Override
    public Future<List<Account>> of(TenantId tenant) {
        return transactions.read(Scope.of(tenant), work -> {
            Tenant owner = tenant(work, tenant);
            return work
                    .all(
                            "select a.id, a.name, a.home, a.permissions, a.limits, a.path_access, "
                                    + LoginRulesText.COLUMNS + " from account a where tenant_id = ?",
                            row -> account(owner, row),
                            tenant.value())
                    .stream()
                    .sorted(Comparator.comparing(account -> account.user().value()))
                    .toList();
        });
    }

    private static Account insert(Change change, TenantId tenant, NewAccount account, String hash) throws SQLException {
        Tenant owner = tenant(change.work(), tenant);
        String user = account.user().value();
        if (change.work().any("select id from account where tenant_id = ? and name = ?", tenant.value(), user)) {
            throw new DirectoryRefused(
                    Reason.ALREADY_EXISTS, "user", user, "is the name of another account of tenant " + owner.slug());
        }
        if (account.usual()) {
            DefaultHome.of(change.work(), tenant)
                    .requireApart(account.user(), account.terms().home());
        }
        long id = change.work()
                .insert(
                        JdbcAccountBatches.INSERT,
                        Stream.concat(Stream.of(tenant.value(), user), JdbcAccountAlterations.columns(account.terms()))
                                .toArray());
        insertPassword(change, tenant, id, hash);
        if (account.usual()) {
            JdbcNewAccounts.give(change.work(), tenant, List.of(id));
        }
        change.note(Kind.ACCOUNT, id, Operation.CREATE, tenant);
        return existing(change.work(), tenant, account.user());
    }

    /// @throws DirectoryRefused if nobody needs one for this account
    static void replacePassword(Change change, TenantId tenant, long account, UserName user, String hash)
            throws SQLException {
        AnonymousRows.requireSecretive(change.work(), tenant, account, user);
        change.work()
                .run(
                        "delete from credential where tenant_id = ? and account_id = ? and kind = 'PASSWORD'",
                        tenant.value(),
                        account);
        insertPassword(change, tenant, account, hash);
    }

    private static void insertPassword(Change change, TenantId tenant, long account, String hash) throws SQLException {
        change.work()
                .run(
                        "insert into credential (tenant_id, account_id, kind, hash) values (?, ?, 'PASSWORD', ?)",
                        tenant.value(),
                        account,
                        hash);
    }

    private static Account existing(Work work, TenantId tenant, UserName user) throws SQLException {
        Tenant owner = tenant(work, tenant);
        return work.first(
                        "select a.id, a.name, a.home, a.permissions, a.limits, a.path_access, " + LoginRulesText.COLUMNS
                                + " from account a where tenant_id = ? and name = ?",
                        row -> account(owner, row),
                        tenant.value(),
                        user.value())
                .orElseThrow(() -> new DirectoryRefused(
                        Reason.NOT_FOUND, "user", user.value(), "is not an account of tenant " + owner.slug()));
    }

    private static Account account(Tenant owner, ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getLong("id")),
                owner,
                new UserName(row.getString("name")),
                row.getString("home"),
                Permissions.read(row.getString("permissions")),
                AccessText.read(row.getString("path_access")),
                LoginRulesText.read(row),
                Optional.empty(),
                LimitColumn.read(row.getString("limits")));
    }

    private static Tenant tenant(Work work, TenantId id) throws SQLException {
        return new DirectoryRows(work)
                .berth(id)
                .map(Berth::tenant)
                .orElseThrow(() -> new DirectoryRefused(Reason.NOT_FOUND, "tenant", id.toString(), "is not a tenant"));
    }

    private static NewAccount checked(NewAccount account) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(account.user().value())) {
            throw new DirectoryRefused(Reason.INVALID, "user", account.user().value(), "is text that UTF-8 can write");
        }
        JdbcAccountAlterations.requireKeepable(account.terms());
        checkedPassword(account.password());
        return account;
    }

    @CanIgnoreReturnValue
    private static Secret checkedPassword(Secret password) {
        int length = password.value().length();
        if (length == 0 || length > PasswordHashes.LONGEST) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "password",
                    "***",
                    "has 1 to " + PasswordHashes.LONGEST + " characters, not " + length);
        }
        return password;
    }

    static void requireHome(String home) {
        requirePath("home", home);
    }

    static void requirePath(String field, String path) {
        if (path.length() > LONGEST_HOME || !HOME.matcher(path).matches()) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    field,
                    path,
                    "is / or /NAME/NAME… of up to " + LONGEST_HOME
                            + " characters, without . and .. and control characters, and without a slash at the end");
        }
    }
}
