package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.Authenticator;
import dev.berth.account.Fate;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.config.LoginConfig;
import dev.berth.tenant.TenantId;
import dev.berth.tls.KeySeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/// The [Authenticator] over the database, by a vertx-auth `AuthenticationProvider`; logins that were right a short
/// while ago, and whose account has not changed, are accepted from memory.
public final class JdbcAuthenticator implements Authenticator {

    private final Pool pool;
    private final LoginCache cache;
    private final Revisions revisions;
    private final AccountFates fates;
    private final PasswordAuthentication provider;

    /// @param passwords verifies them; the caller closes it
    /// @param seal opens the secrets of second factors
    public JdbcAuthenticator(
            Vertx vertx, Database database, Passwords passwords, LoginConfig config, Optional<KeySeal> seal) {
        FairQueue turns = new FairQueue(vertx, database.width(), config.queue());
        this.pool = database.pool();
        this.revisions = database.revisions();
        this.fates = new AccountFates(database.pool());
        this.cache = new LoginCache(database.revisions(), config);
        this.provider = new PasswordAuthentication(
                database, turns, passwords, cache, new SecondFactorRows(database.pool(), seal));
    }

    @Override
    public Future<Account> authenticate(TenantId tenant, UserName user, Secret password) {
        return cache.find(tenant, user, password)
                .map(Future::succeededFuture)
                .orElseGet(() -> provider.authenticate(new PasswordCredentials(tenant, user, password))
                        .map(AccountUser.class::cast)
                        .map(AccountUser::account))
                .compose(account -> JdbcDiagnosticLogins.spend(pool, account));
    }

    @Override
    public Future<Account> admit(TenantId tenant, UserName user) {
        return provider.admit(tenant, user);
    }

    @Override
    public long changes(TenantId tenant) {
        return revisions.touched(tenant);
    }

    @Override
    public Future<Fate> fate(Account account) {
        return fates.of(account);
    }
}
