package dev.berth.admin;

import dev.berth.account.Administrator.Role;
import dev.berth.account.Administrators;
import dev.berth.account.ApiToken;
import dev.berth.account.ApiTokens;
import dev.berth.account.Secret;
import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Those who call the admin API of a node under test.
final class ApiUnderTestClients {

    /// Of every administrator.
    static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final int port;
    private final Secret operator;
    private final ApiTokens tokens;
    private final Administrators administrators;

    ApiUnderTestClients(int port, Secret operator, ApiTokens tokens, Administrators administrators) {
        this.port = port;
        this.operator = operator;
        this.tokens = tokens;
        this.administrators = administrators;
    }

    /// The API in the hands of the operator.
    ApiClient operator() {
        return client(operator.value());
    }

    /// The API in the hands of somebody with this token.
    ApiClient client(String token) {
        return new ApiClient(port, token);
    }

    /// The API in the hands of somebody with a new token.
    ///
    /// @param tenant whose; empty for all
    ApiClient client(Role role, Optional<TenantId> tenant, String... operations) {
        var wanted = new ApiToken.Wanted(
                "token" + NAMES.incrementAndGet(), role, tenant, Set.of(operations), Optional.empty());
        return client(ApiUnderTest.await(tokens.create(wanted)).secret().value());
    }

    /// The API in the hands of a new administrator who has logged in.
    ///
    /// @param tenant whose; empty for all
    /// @param id that tenant's
    ApiClient login(Role role, Optional<String> tenant, Optional<TenantId> id) {
        String name = "administrator" + NAMES.incrementAndGet();
        ApiUnderTest.await(administrators.create(new Administrators.Wanted(name, new Secret(PASSWORD), role, id)));
        var body = new JsonObject().put("name", name).put("password", PASSWORD);
        tenant.ifPresent(slug -> body.put("tenant", slug));
        ApiAnswer answer = client("").post("/login", body);
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return client(answer.json().getString("token"));
    }
}
