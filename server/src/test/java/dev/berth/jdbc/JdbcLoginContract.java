package dev.berth.jdbc;

import dev.berth.account.AccountId;
import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.ApiTokens;
import dev.berth.account.ApiTokensContract;
import dev.berth.account.Authenticator;
import dev.berth.account.AuthenticatorContract;
import dev.berth.tenant.TenantId;

/// The contracts of logging in, on whichever database the fixture is.
interface JdbcLoginContract extends AuthenticatorContract, AccountsContract, ApiTokensContract {

    DatabaseFixture fixture();

    CountingHashes hashes();

    Passwords passwords();

    @Override
    default Authenticator authenticator() {
        return new JdbcAuthenticator(fixture().vertx(), fixture().database(), passwords(), DatabaseFixture.LOGIN);
    }

    @Override
    default Accounts accounts() {
        return new JdbcAccounts(fixture().database(), passwords());
    }

    @Override
    default ApiTokens tokens() {
        return new JdbcApiTokens(fixture().database());
    }

    @Override
    default TenantId tenant(String slug) {
        return fixture().tenant(slug);
    }

    @Override
    default void block(TenantId tenant) {
        fixture().run("update tenant set status = 'BLOCKED' where id = " + tenant);
    }

    @Override
    default void disable(AccountId account) {
        fixture().run("update account set status = 'DISABLED' where id = " + account);
    }

    @Override
    default void expire(AccountId account) {
        fixture().run("update account set expires_at = timestamp '2020-01-01 00:00:00' where id = " + account);
    }

    @Override
    default long verifications() {
        return hashes().count();
    }
}
