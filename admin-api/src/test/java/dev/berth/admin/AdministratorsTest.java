package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Administrators who log in, what becomes of what their logins gave, and tokens that are limited to groups.
class AdministratorsTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static final String OTHER = "another horse battery";

    @BeforeAll
    static void tenants() {
        node.tenant("north", 1);
        node.tenant("south", 1);
    }

    @Test
    void an_administrator_logs_in_and_works_until_it_is_blocked() {
        JsonObject made = make(node.operator(), "carol", "operator", Optional.empty());
        assertThat(made.encode()).doesNotContain(ApiUnderTestClients.PASSWORD);
        ApiClient carol = login("carol", ApiUnderTestClients.PASSWORD, Optional.empty());
        assertThat(carol.get("/caller").json())
                .isEqualTo(new JsonObject()
                        .put("by", "login")
                        .put("id", made.getLong("id"))
                        .put("name", "carol")
                        .put("role", "operator")
                        .put("operations", new JsonArray()));
        assertThat(carol.get("/tenants").status()).isEqualTo(200);
        String path = "/administrators/" + made.getLong("id");
        assertThat(node.operator().get(path).json().getString("lastLogin")).isNotNull();
        assertThat(node.operator()
                        .patch(path, new JsonObject().put("blocked", true))
                        .status())
                .isEqualTo(200);
        assertThat(carol.get("/tenants").status()).isEqualTo(401);
        assertThat(tried("carol", ApiUnderTestClients.PASSWORD, Optional.empty())
                        .status())
                .isEqualTo(401);
        assertThat(node.operator().delete(path).status()).isEqualTo(204);
        assertThat(node.operator().get(path).status()).isEqualTo(404);
    }

    @Test
    void another_password_ends_what_the_old_one_gave() {
        JsonObject made = make(node.operator(), "dave", "auditor", Optional.of("north"));
        ApiClient dave = login("dave", ApiUnderTestClients.PASSWORD, Optional.of("north"));
        assertThat(dave.get("/tenants/north").status()).isEqualTo(200);
        assertThat(dave.get("/tenants/south").status()).isEqualTo(404);
        assertThat(node.operator()
                        .patch("/administrators/" + made.getLong("id"), new JsonObject().put("password", OTHER))
                        .status())
                .isEqualTo(200);
        assertThat(dave.get("/tenants/north").status()).isEqualTo(401);
        assertThat(login("dave", OTHER, Optional.of("north")).get("/caller").status())
                .isEqualTo(200);
    }

    @Test
    void who_knows_the_old_password_sets_a_new_one() {
        make(node.operator(), "lena", "auditor", Optional.of("north"));
        ApiClient lena = login("lena", ApiUnderTestClients.PASSWORD, Optional.of("north"));
        var wrong = new JsonObject().put("old", "wrong horse battery").put("password", OTHER);
        var right = new JsonObject().put("old", ApiUnderTestClients.PASSWORD).put("password", OTHER);
        ApiAnswer refused = lena.put("/caller/password", wrong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.raw().body()).doesNotContain("battery");
        assertThat(node.operator().put("/caller/password", right).status()).isEqualTo(403);
        assertThat(lena.put("/caller/password", right).status()).isEqualTo(204);
        assertThat(lena.get("/caller").status()).isEqualTo(401);
        assertThat(login("lena", OTHER, Optional.of("north")).get("/caller").status())
                .isEqualTo(200);
    }

    @Test
    void what_is_not_signed_by_us_is_nothing() {
        make(node.operator(), "erin", "operator", Optional.empty());
        String token =
                login("erin", ApiUnderTestClients.PASSWORD, Optional.empty()).token();
        String[] parts = token.split("\\.", -1);
        String none = encoded("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + parts[1] + ".";
        String more = parts[0] + "." + encoded("{\"sub\":\"1\",\"ver\":1,\"iss\":\"berth\"}") + "." + parts[2];
        for (String other :
                new String[] {none, more, parts[0] + "." + parts[1] + ".", token + "x", "a.b.c", "..", "."}) {
            assertThat(node.client(other).get("/tenants").status()).as(other).isEqualTo(401);
        }
        assertThat(node.client(token).get("/tenants").status()).isEqualTo(200);
    }

    @Test
    void a_tenant_administrator_makes_none_but_its_own() {
        ApiClient north = node.login(Role.TENANT_ADMIN, Optional.of("north"));
        JsonObject own = make(north, "fred", "auditor", Optional.empty());
        assertThat(own.getString("tenant")).isEqualTo("north");
        assertThat(north.post("/administrators", wanted("greg", "operator", Optional.empty()))
                        .status())
                .isEqualTo(403);
        ApiAnswer foreign = north.post("/administrators", wanted("greg", "auditor", Optional.of("south")));
        ApiAnswer missing = north.post("/administrators", wanted("greg", "auditor", Optional.of("nobody")));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.raw().body()).isEqualTo(missing.raw().body());
        JsonObject other = make(node.operator(), "fred", "tenant-administrator", Optional.of("south"));
        long id = other.getLong("id");
        assertThat(north.get("/administrators/" + id).raw().body().replace("" + id, "0"))
                .isEqualTo(north.get("/administrators/99999").raw().body().replace("99999", "0"));
        assertThat(north.patch("/administrators/" + id, new JsonObject().put("blocked", true))
                        .status())
                .isEqualTo(404);
        assertThat(north.delete("/administrators/" + id).status()).isEqualTo(404);
        assertThat(north.get("/administrators").json().encode()).doesNotContain("south");
        assertThat(north.patch("/tenants/north", new JsonObject().put("status", "active"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_lost_race_is_told() {
        JsonObject made = make(node.operator(), "hugo", "auditor", Optional.empty());
        String path = "/administrators/" + made.getLong("id");
        String seen = node.operator().get(path).header("ETag");
        assertThat(node.operator()
                        .patch(path, new JsonObject().put("blocked", true))
                        .status())
                .isEqualTo(200);
        ApiAnswer late = node.operator()
                .call(
                        "DELETE",
                        path,
                        java.util.Map.of("If-Match", seen),
                        java.net.http.HttpRequest.BodyPublishers.noBody());
        assertThat(late.status()).isEqualTo(412);
    }

    @Test
    void guessing_is_slowed_down_and_costs_the_others_nothing() {
        make(node.operator(), "iris", "operator", Optional.empty());
        make(node.operator(), "jane", "operator", Optional.empty());
        for (int i = 0; i < 5; i++) {
            ApiAnswer wrong = tried("iris", "wrong horse " + i, Optional.empty());
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.json().encode())
                    .isEqualTo(tried("jane", "x", Optional.of("nobody")).json().encode());
        }
        ApiAnswer refused = tried("iris", ApiUnderTestClients.PASSWORD, Optional.empty());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(tried("jane", ApiUnderTestClients.PASSWORD, Optional.empty()).status())
                .isEqualTo(200);
    }

    @Test
    void a_name_that_nobody_can_have_is_not_looked_for() {
        assertThat(tried("x".repeat(101), ApiUnderTestClients.PASSWORD, Optional.empty())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_limited_token_gives_nobody_more_than_it_has() {
        ApiClient limited =
                node.client(Role.OPERATOR, Optional.empty(), "write:tokens", "write:administrators", "read");
        assertThat(limited.get("/tenants").status()).isEqualTo(200);
        assertThat(limited.post("/administrators", wanted("kate", "operator", Optional.empty()))
                        .status())
                .isEqualTo(403);
        assertThat(limited.post("/tokens", token("a")).status()).isEqualTo(403);
        assertThat(limited.post("/tokens", token("b", "write")).status()).isEqualTo(403);
        assertThat(limited.post("/tokens", token("c", "write:accounts")).status())
                .isEqualTo(403);
        ApiAnswer less = limited.post("/tokens", token("d", "read:accounts", "listTokens"));
        assertThat(less.status()).as(less.toString()).isEqualTo(201);
        assertThat(limited.post("/tokens", token("e", "read:nothing")).status()).isEqualTo(422);
        ApiClient reader = node.client(less.json().getString("secret"));
        assertThat(reader.get("/tenants/north/accounts").status()).isEqualTo(200);
        assertThat(reader.get("/tenants").status()).isEqualTo(403);
    }

    private static JsonObject token(String name, String... operations) {
        var list = new JsonArray();
        for (String operation : operations) {
            list.add(operation);
        }
        return new JsonObject().put("name", name).put("role", "operator").put("operations", list);
    }

    private static JsonObject wanted(String name, String role, Optional<String> tenant) {
        var body = new JsonObject().put("name", name).put("role", role).put("password", ApiUnderTestClients.PASSWORD);
        tenant.ifPresent(slug -> body.put("tenant", slug));
        return body;
    }

    @CanIgnoreReturnValue
    private static JsonObject make(ApiClient by, String name, String role, Optional<String> tenant) {
        ApiAnswer made = by.post("/administrators", wanted(name, role, tenant));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json();
    }

    private static ApiAnswer tried(String name, String password, Optional<String> tenant) {
        var body = new JsonObject().put("name", name).put("password", password);
        tenant.ifPresent(slug -> body.put("tenant", slug));
        return node.client("").post("/login", body);
    }

    private static ApiClient login(String name, String password, Optional<String> tenant) {
        ApiAnswer answer = tried(name, password, tenant);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return node.client(answer.json().getString("token"));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
