package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.AppPassword;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.jdbc.SecondFactorRows.Given;
import dev.berth.jdbc.SecondFactorRows.Sealed;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What the directory knows of the name that somebody gave.
///
/// @param closed why nobody can log in to it, as [Reason] calls it; empty if that is possible
/// @param factor what a code has to follow the password for
/// @param anonymous whether any password is taken
record LoginCandidate(
        Account account,
        String closed,
        Optional<Instant> until,
        Optional<String> hash,
        Optional<Sealed> factor,
        boolean anonymous,
        String blockedFor,
        long revision) {

    LoginCandidate as(Account other) {
        return new LoginCandidate(other, closed, until, hash, factor, anonymous, blockedFor, revision);
    }

    /// With no hash that the password could be one for, and no code behind it.
    LoginCandidate boundBy(AppPassword app) {
        return new LoginCandidate(
                AppPasswordRows.bounded(account, app),
                closed,
                earlier(until, app.bounds().expires()),
                Optional.empty(),
                Optional.empty(),
                false,
                blockedFor,
                revision);
    }

    /// The password in what was given.
    Secret passwordIn(Secret given) {
        return factor.isPresent() ? Given.of(given).password() : given;
    }

    /// Reads the columns of a login.
    ///
    /// @param course what becomes of the tenant
    /// @param revision of the directory, before it was asked
    static LoginCandidate read(Row row, StatusCourse course, long revision) {
        Tenant tenant = new Tenant(
                new TenantId(row.getLong("tenant_id")),
                new Slug(row.getString("slug")),
                row.getString("tenant_name"),
                course.status(),
                row.getString("storage_root"),
                DirectoryRows.owner(row.getLong("file_uid"), row.getLong("file_gid")),
                course.reason());
        Account account = new Account(
                new AccountId(row.getLong("account_id")),
                tenant,
                new UserName(row.getString("account_name")),
                row.getString("home"),
                Permissions.read(row.getString("permissions")),
                AccessText.read(row.getString("path_access")),
                LoginRulesText.read(
                        row.getBoolean("own_password"), row.getBoolean("must_change"), row.getString("login_rules")),
                Optional.empty(),
                LimitColumn.read(row.getString("limits")));
        return new LoginCandidate(
                account,
                row.getString("closed"),
                earlier(Optional.ofNullable(row.getLong("expires")).map(Instant::ofEpochSecond), course.next()),
                Optional.ofNullable(row.getString("hash")),
                Optional.ofNullable(row.getBuffer("sealed_secret")).map(Sealed::new),
                row.getBoolean("anonymous"),
                course.reason(),
                revision);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
