package dev.berth.jdbc;

import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.Credentials;

/// What somebody logs in with at one tenant.
///
/// @param tenant the tenant that the listener or the login named
/// @param user the name in it
/// @param password the secret
record PasswordCredentials(TenantId tenant, UserName user, Secret password) implements Credentials {

    /// Without the password: JSON gets written to places where a password must not be.
    @Override
    public JsonObject toJson() {
        return new JsonObject().put("tenant", tenant.value()).put("username", user.value());
    }
}
