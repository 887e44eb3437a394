package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.Authenticator;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.config.LoginConfig;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.authentication.AuthenticationProvider;

/// The [Authenticator] over the database, by a vertx-auth [AuthenticationProvider].
public final class JdbcAuthenticator implements Authenticator {

    private final AuthenticationProvider provider;

    /// @param passwords verifies them; the caller closes it
    public JdbcAuthenticator(Vertx vertx, Database database, Passwords passwords, LoginConfig config) {
        FairQueue turns = new FairQueue(vertx, database.width(), config.queue());
        this.provider = new PasswordAuthentication(database.pool(), turns, passwords);
    }

    @Override
    public Future<Account> authenticate(TenantId tenant, UserName user, Secret password) {
        return provider.authenticate(new PasswordCredentials(tenant, user, password))
                .map(AccountUser.class::cast)
                .map(AccountUser::account);
    }
}
