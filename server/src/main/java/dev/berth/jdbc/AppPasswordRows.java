package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.AppPassword;
import dev.berth.account.AppPassword.Bounds;
import dev.berth.account.LoginRules;
import dev.berth.account.Secret;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows of app passwords, as logins and open sessions ask for them.
final class AppPasswordRows {

    static final String PREFIX = "berth-app-";

    private static final String LIVING = """
            select id, label, path, permissions, networks,
                   cast(extract(epoch from expires_at) as bigint) as expires,
                   cast(extract(epoch from created_at) as bigint) as made
              from app_password
             where tenant_id = ? and account_id = ? and (expires_at is null or expires_at > current_timestamp)
            """;

    private static final String USED = """
            update app_password set used_at = current_timestamp
             where tenant_id = ? and id = ? and (used_at is null or used_at < current_timestamp - interval '1' minute)
            """;

    private final Statements statements;

    AppPasswordRows(Statements statements) {
        this.statements = statements;
    }

    /// The account as this secret bounds it; empty if it is no app password of it. The index on the hash is asked:
    /// what a search compares nobody can steer towards a stored one.
    Future<Optional<AppPassword>> find(TenantId tenant, AccountId account, Secret secret) {
        return secret.value().startsWith(PREFIX) && secret.value().length() <= PasswordHashes.LONGEST
                ? one(LIVING + " and secret_hash = ?", tenant, account, TokenRows.hash(secret))
                : Future.succeededFuture(Optional.empty());
    }

    /// The app password of a session; empty if it has ended.
    Future<Optional<AppPassword>> find(Account account, long id) {
        return one(LIVING + " and id = ?", account.tenant().id(), account.id(), id);
    }

    /// Somebody has logged in; to the minute. If that cannot be noted the login is as good.
    Future<Void> used(Account account) {
        TenantId tenant = account.tenant().id();
        return account.app()
                .map(id -> statements
                        .rows(Scope.of(tenant), USED, tenant.value(), id)
                        .<Void>mapEmpty()
                        .otherwiseEmpty())
                .orElseGet(Future::succeededFuture);
    }

    /// An account with the bounds of an app password. A password that its user has to change is another one.
    static Account bounded(Account account, AppPassword password) {
        LoginRules rules = account.login();
        List<String> networks = password.bounds().networks();
        List<String> allowed = rules.allowed().isEmpty() || networks.isEmpty()
                ? Stream.concat(rules.allowed().stream(), networks.stream()).toList()
                : common(rules.allowed(), networks);
        boolean nowhere = allowed.isEmpty() && !networks.isEmpty();
        List<String> denied = nowhere ? List.of(ClientNetwork.ANY.text()) : rules.denied();
        return account.boundBy(password, new LoginRules(false, false, allowed, denied, rules.hours()));
    }

    /// Of two networks that have anything in common one is in the other.
    private static List<String> common(List<String> some, List<String> others) {
        return some.stream()
                .flatMap(a -> others.stream().flatMap(b -> smaller(ClientNetwork.parse(a), ClientNetwork.parse(b))))
                .distinct()
                .toList();
    }

    private static Stream<String> smaller(ClientNetwork a, ClientNetwork b) {
        if (a.equals(ClientNetwork.ANY) || b.equals(ClientNetwork.ANY)) {
            return Stream.of(a.equals(ClientNetwork.ANY) ? b.text() : a.text());
        }
        if (a.bits() >= b.bits() && b.contains(a.address())) {
            return Stream.of(a.text());
        }
        return b.bits() >= a.bits() && a.contains(b.address()) ? Stream.of(b.text()) : Stream.empty();
    }

    private Future<Optional<AppPassword>> one(String query, TenantId tenant, AccountId account, Object key) {
        return statements
                .rows(Scope.of(tenant), query, tenant.value(), account.value(), key)
                .map(AppPasswordRows::first);
    }

    private static Optional<AppPassword> first(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return Optional.of(new AppPassword(
                row.getLong("id"),
                row.getString("label"),
                new Bounds(
                        row.getString("path"),
                        Permissions.read(row.getString("permissions")),
                        networks(row.getString("networks")),
                        Optional.ofNullable(row.getLong("expires")).map(Instant::ofEpochSecond)),
                Instant.ofEpochSecond(row.getLong("made")),
                Optional.empty()));
    }

    static List<String> networks(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    }
}
