package dev.berth.jdbc;

import dev.berth.account.AccountBatches;
import dev.berth.account.KeptJobs.Progress;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The [AccountBatches] in the database: a few statements with many rows each.
public final class JdbcAccountBatches implements AccountBatches {

    /// Tenant, name, and the columns of [JdbcAccountAlterations#columns].
    static final String INSERT = """
            insert into account (tenant_id, name, home, permissions, path_access, status, expires_at,
                                 own_password, must_change, login_rules)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Transactions transactions;
    private final Passwords passwords;

    /// @param passwords hashes them; the caller closes it
    public JdbcAccountBatches(Database database, Passwords passwords) {
        this.transactions = database.transactions();
        this.passwords = passwords;
    }

    @Override
    public Future<List<Row>> create(
            TenantId tenant, List<Ready> accounts, Made made, Function<List<Row>, Optional<Progress>> note) {
        return transactions
                .change(Scope.of(tenant), change -> {
                    List<Row> rows = rows(change, tenant, accounts, made);
                    Optional<Progress> progress = note.apply(rows);
                    if (progress.isPresent()) {
                        JdbcKeptJobs.note(change.work(), progress.get());
                    }
                    return rows;
                })
                .recover(cause -> cause instanceof Refused refused
                        ? Future.succeededFuture(refused.rows)
                        : Future.failedFuture(cause));
    }

    @Override
    public Future<Map<String, String>> hashes(TenantId tenant) {
        return transactions.read(Scope.of(tenant), work -> {
            Map<String, String> hashes = new HashMap<>();
            work.all("""
                            select a.name, c.hash
                              from credential c
                              join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
                             where c.tenant_id = ? and c.kind = 'PASSWORD'
                            """, row -> Map.entry(row.getString("name"), row.getString("hash")), tenant.value())
                    .forEach(entry -> hashes.put(entry.getKey(), entry.getValue()));
            return hashes;
        });
    }

    @Override
    public Future<String> hash(Secret password) {
        return passwords.hash(password);
    }

    @Override
    public boolean isSound(String hash) {
        return passwords.isSound(hash);
    }

    @Override
    public int width() {
        return passwords.width();
    }

    /// Nothing is stored, and this is why.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Row> rows;

        Refused(List<Row> rows) {
            super(null, null, false, false);
            this.rows = List.copyOf(rows);
        }
    }

    private static List<Row> rows(Change change, TenantId tenant, List<Ready> accounts, Made made) throws SQLException {
        Work work = change.work();
        if (!work.any("select id from tenant where id = ?", tenant.value())) {
            throw new DirectoryRefused(Reason.NOT_FOUND, "tenant", tenant.toString(), "is not a tenant");
        }
        Set<String> taken = new HashSet<>(
                work.all("select name from account where tenant_id = ?", row -> row.getString(1), tenant.value()));
        DefaultHome home = DefaultHome.of(work, tenant);
        List<Row> rows = new ArrayList<>();
        List<Ready> good = new ArrayList<>();
        for (Ready account : accounts) {
            Optional<String> why = refusal(account, taken, home);
            rows.add(new Row(account.user(), why));
            if (why.isEmpty()) {
                good.add(account);
            }
        }
        boolean some = switch (made) {
            case ALL_OR_NONE -> good.size() == accounts.size();
            case EACH -> !good.isEmpty();
            case NONE -> false;
        };
        if (!some) {
            throw new Refused(rows);
        }
        insert(change, tenant, good);
        return rows;
    }

    private static Optional<String> refusal(Ready account, Set<String> taken, DefaultHome home) {
        UserName user = account.user();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(user.value())) {
            return Optional.of("user is text that UTF-8 can write");
        }
        try {
            JdbcAccountAlterations.requireKeepable(account.terms());
            if (account.usual()) {
                home.requireApart(user, account.terms().home());
            }
        } catch (DirectoryRefused refused) {
            return Optional.of(refused.field() + " " + refused.rule());
        }
        return taken.add(user.value()) ? Optional.empty() : Optional.of("user is the name of another account");
    }

    private static void insert(Change change, TenantId tenant, List<Ready> accounts) throws SQLException {
        long owner = tenant.value();
        List<Long> ids = change.work()
                .insertAll(
                        INSERT,
                        accounts.stream()
                                .map(account -> Stream.concat(
                                                Stream.of(owner, account.user().value()),
                                                JdbcAccountAlterations.columns(account.terms()))
                                        .toArray())
                                .toList());
        JdbcNewAccounts.give(
                change.work(),
                tenant,
                IntStream.range(0, ids.size())
                        .filter(i -> accounts.get(i).usual())
                        .mapToObj(ids::get)
                        .toList());
        List<Object[]> credentials = new ArrayList<>();
        List<Object[]> notes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            accounts.get(i).hash().ifPresent(hash -> credentials.add(new Object[] {owner, id, hash}));
            notes.add(new Object[] {change.revision(), Kind.ACCOUNT.name(), id, Operation.CREATE.name(), owner});
        }
        change.work()
                .runAll(
                        "insert into credential (tenant_id, account_id, kind, hash) values (?, ?, 'PASSWORD', ?)",
                        credentials);
        change.work()
                .runAll(
                        "insert into change_log (rev, kind, object_id, operation, tenant_id, of_quota) values (?, ?, ?, ?, ?, false)",
                        notes);
        change.touch(tenant);
    }
}
