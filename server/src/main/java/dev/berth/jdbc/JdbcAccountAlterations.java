package dev.berth.jdbc;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountId;
import dev.berth.account.UserName;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The [AccountAlterations] in the database.
public final class JdbcAccountAlterations implements AccountAlterations {

    private static final String COLUMNS = """
            select a.id, a.name, a.home, a.permissions, a.path_access, a.status, a.expires_at,
                   a.own_password, a.must_change, a.login_rules,
                   (select coalesce(max(c.rev), 0) from change_log c
                     where c.kind = 'ACCOUNT' and c.object_id = a.id) as revision
              from account a
             where a.tenant_id = ?
            """;

    private static final String ALL = COLUMNS + "   and not a.one_time\n";

    private static final String LASTING = ALL + """
               and not exists (select 1 from anonymous_access g
                                where g.tenant_id = a.tenant_id and g.account_id = a.id)
            """;

    private static final String UPDATE = """
            update account
               set home = ?, permissions = ?, path_access = ?, status = ?, expires_at = ?,
                   own_password = ?, must_change = ?, login_rules = ?
             where id = ?
            """;

    private final Transactions transactions;

    public JdbcAccountAlterations(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public void require(Terms terms) {
        requireKeepable(terms);
    }

    @Override
    public Future<List<Kept>> all(TenantId tenant) {
        return sorted(ALL, tenant);
    }

    @Override
    public Future<List<Kept>> lasting(TenantId tenant) {
        return sorted(LASTING, tenant);
    }

    private Future<List<Kept>> sorted(String select, TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> work.all(select, JdbcAccountAlterations::kept, tenant.value()).stream()
                        .sorted(Comparator.comparing(kept -> kept.user().value()))
                        .toList());
    }

    @Override
    public Future<Kept> one(TenantId tenant, UserName user) {
        return transactions.read(Scope.of(tenant), work -> existing(work, tenant, user));
    }

    @Override
    public Future<Kept> alter(
            TenantId tenant, UserName user, Terms wanted, Optional<String> hash, Optional<Long> seen) {
        return transactions.change(Scope.of(tenant), change -> {
            Kept now = existing(change.work(), tenant, user);
            Revision.require(change, Kind.ACCOUNT, now.id().value(), seen);
            requireKeepable(wanted);
            AnonymousRows.requireHome(change.work(), tenant, now.id().value(), wanted.home());
            if (!wanted.home().equals(now.terms().home())) {
                JdbcFolders.requireOutside(
                        wanted.home(),
                        JdbcFolders.mounts(change.work(), tenant, now.id().value()));
            }
            change.work()
                    .run(
                            UPDATE,
                            Stream.concat(columns(wanted), Stream.of(now.id().value()))
                                    .toArray());
            if (hash.isPresent()) {
                JdbcAccounts.replacePassword(change, tenant, now.id().value(), user, hash.get());
            }
            change.note(Kind.ACCOUNT, now.id().value(), Operation.UPDATE, tenant);
            return new Kept(now.id(), user, wanted, change.revision());
        });
    }

    /// @throws DirectoryRefused if they cannot be kept
    static void requireKeepable(Terms terms) {
        JdbcAccounts.requireHome(terms.home());
        AccessText.require(terms.access());
        LoginRulesText.require(terms.login());
    }

    /// The values of home, permissions, path_access, status, expires_at, own_password, must_change and login_rules.
    static Stream<Object> columns(Terms terms) {
        return Arrays.stream(new Object[] {
            terms.home(),
            Permissions.write(terms.permissions()),
            AccessText.write(terms.access()),
            terms.enabled() ? "ACTIVE" : "DISABLED",
            terms.expires().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null),
            terms.login().ownPassword(),
            terms.login().mustChange(),
            LoginRulesText.write(terms.login())
        });
    }

    private static Kept existing(Work work, TenantId tenant, UserName user) throws SQLException {
        return work.first(COLUMNS + " and a.name = ?", JdbcAccountAlterations::kept, tenant.value(), user.value())
                .orElseThrow(() -> new DirectoryRefused(
                        Reason.NOT_FOUND, "user", user.value(), "is not an account of this tenant"));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var terms = new Terms(
                row.getString("home"),
                Permissions.read(row.getString("permissions")),
                AccessText.read(row.getString("path_access")),
                row.getString("status").equals("ACTIVE"),
                Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                LoginRulesText.read(row));
        return new Kept(
                new AccountId(row.getLong("id")), new UserName(row.getString("name")), terms, row.getLong("revision"));
    }
}
