package dev.berth.jdbc;

import dev.berth.account.Account;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import java.util.Set;
import java.util.stream.Collectors;

/// An account as vertx-auth sees it: a user with a principal and authorizations, which keeps the account that it
/// stands for.
final class AccountUser implements User {

    private static final String PROVIDER = "berth";

    private final Account account;
    private final User user;

    AccountUser(Account account) {
        this.account = account;
        this.user = User.create(
                new JsonObject()
                        .put("username", account.user().value())
                        .put("tenant", account.tenant().id().value())
                        .put("account", account.id().value()),
                new JsonObject());
        Set<Authorization> permissions = account.permissions().stream()
                .map(permission -> PermissionBasedAuthorization.create(permission.name()))
                .collect(Collectors.toUnmodifiableSet());
        user.authorizations().put(PROVIDER, permissions);
    }

    /// Whose login it was.
    Account account() {
        return account;
    }

    @Override
    public JsonObject attributes() {
        return user.attributes();
    }

    @Override
    public JsonObject principal() {
        return user.principal();
    }

    @Override
    public User merge(User other) {
        return user.merge(other);
    }
}
