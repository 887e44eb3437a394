package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.AppPassword;
import dev.berth.account.Fate;
import dev.berth.account.Mount;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Looks up what has become of accounts whose sessions are open.
final class AccountFates {

    /// A row for each folder of the account, or one.
    private static final String CURRENT = """
            select t.name as tenant_name, t.status as tenant_status, t.status_reason, t.status_changes,
                   a.status as account_status,
                   cast(extract(epoch from a.expires_at) as bigint) as expires, a.home, a.permissions, a.limits, a.path_access,
                   a.own_password, a.must_change, a.login_rules,
                   f.name, f.directory, m.path, m.permissions as mount_permissions
              from account a
              join tenant t on t.id = a.tenant_id
              left join folder_mount m on m.tenant_id = a.tenant_id and m.account_id = a.id
              left join folder f on f.tenant_id = m.tenant_id and f.id = m.folder_id
             where a.tenant_id = ? and a.id = ?
             order by m.path
            """;

    private final Statements statements;
    private final InstantSource clock;
    private final DueChanges due;

    /// @param due told of what becomes of tenants
    AccountFates(Statements statements, InstantSource clock, DueChanges due) {
        this.statements = statements;
        this.clock = clock;
        this.due = due;
    }

    Future<Fate> of(Account account) {
        TenantId tenant = account.tenant().id();
        return statements
                .rows(Scope.of(tenant), CURRENT, tenant.value(), account.id().value())
                .compose(rows -> bounded(account, of(account, rows)).map(fate -> mounted(account, fate, rows)));
    }

    private Future<Fate> bounded(Account before, Fate fate) {
        return fate instanceof Fate.Stands stands && before.app().isPresent()
                ? byApp(before, stands)
                : Future.succeededFuture(fate);
    }

    private static Fate mounted(Account before, Fate fate, RowSet<Row> rows) {
        if (!(fate instanceof Fate.Stands stands)) {
            return fate;
        }
        List<Mount> mounts = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("path") != null)
                .map(MountRows::mount)
                .toList();
        return new Fate.Stands(MountRows.given(asBefore(before, stands.account()), mounts), stands.until());
    }

    private Future<Fate> byApp(Account before, Fate.Stands stands) {
        return new AppPasswordRows(statements)
                .find(before, before.app().orElseThrow())
                .map(found -> found.<Fate>map(app -> new Fate.Stands(
                                AppPasswordRows.bounded(stands.account(), app), earlier(stands.until(), app)))
                        .orElse(new Fate.Ended("This app password has ended")));
    }

    private static Instant earlier(Instant until, AppPassword app) {
        return app.bounds().expires().filter(end -> end.isBefore(until)).orElse(until);
    }

    private static Account asBefore(Account before, Account now) {
        return before.login().guest().map(now::forGuest).orElse(now);
    }

    private Fate of(Account before, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new Fate.Ended("This account was removed");
        }
        Row row = rows.iterator().next();
        StatusCourse course = StatusColumns.read(row, clock.instant());
        due.heard(before.tenant().id(), course);
        TenantStatus status = course.status();
        if (status == TenantStatus.BLOCKED) {
            return new Fate.Ended(status.words(course.reason()));
        }
        if (!row.getString("account_status").equals("ACTIVE")) {
            return new Fate.Ended("This account is disabled");
        }
        if (!row.getString("home").equals(before.home())) {
            return new Fate.Ended("The files of this account have moved; log in again");
        }
        Long expires = row.getLong("expires");
        Instant until = expires == null ? Instant.MAX : Instant.ofEpochSecond(expires);
        if (!Instant.now().isBefore(until)) {
            return new Fate.Ended("This account has expired");
        }
        Tenant old = before.tenant();
        Tenant tenant = new Tenant(
                old.id(),
                old.slug(),
                row.getString("tenant_name"),
                status,
                old.storageRoot(),
                old.fileOwner(),
                course.reason());
        return new Fate.Stands(
                new Account(
                        before.id(),
                        tenant,
                        before.user(),
                        before.home(),
                        Permissions.read(row.getString("permissions")),
                        AccessText.read(row.getString("path_access")),
                        LoginRulesText.read(
                                row.getBoolean("own_password"),
                                before.login().mustChange() && row.getBoolean("must_change"), // a matter of logins
                                row.getString("login_rules")),
                        Optional.empty(),
                        LimitColumn.read(row.getString("limits"))),
                until);
    }
}
