package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What tells on a shared port which tenant a login is for, as the API sets it while the port is open.
class TenantResolutionTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static final String PASSWORD = "a long enough word";
    private static final String MAIL = "bob@mail.example";

    private static int port;

    @BeforeAll
    static void make() {
        port = FreePorts.block(3);
        var _ = done(node.operator()
                .post(
                        "/endpoints",
                        new JsonObject()
                                .put("name", "town")
                                .put("listeners", listeners())
                                .put("sharedPool", (port + 1) + "-" + (port + 2))));
        for (String slug : new String[] {"shop", "yard"}) {
            var _ = done(node.operator()
                    .post(
                            "/tenants",
                            new JsonObject().put("slug", slug).put("endpoints", new JsonArray().add("town"))));
        }
        for (String user : new String[] {"bob", MAIL, "a|b", "c/d"}) {
            var _ = done(node.operator()
                    .post(
                            "/tenants/shop/accounts",
                            new JsonObject().put("user", user).put("password", PASSWORD)));
        }
    }

    private static JsonArray listeners(String... signals) {
        var listener = new JsonObject().put("port", port);
        if (signals.length > 0) {
            listener.put("tenantBy", JsonArray.of((Object[]) signals));
        }
        return new JsonArray().add(listener);
    }

    private static ApiAnswer take(String... signals) {
        return node.operator().patch("/endpoints/town", new JsonObject().put("listeners", listeners(signals)));
    }

    private static ApiAnswer known(String slug, String field, String... values) {
        return node.operator().patch("/tenants/" + slug, new JsonObject().put(field, JsonArray.of((Object[]) values)));
    }

    private static JsonObject done(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 201);
        return answer.json();
    }

    private static boolean logsIn(String user, String... host) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        try {
            for (String name : host) {
                assertThat(client.sendCommand("HOST", name)).isEqualTo(220);
            }
            boolean accepted = client.login(user, PASSWORD);
            assertThat(client.getReplyString().strip()).isIn("230 Logged in", "530 Login incorrect");
            return accepted;
        } finally {
            client.disconnect();
        }
    }

    @Test
    void a_domain_stands_for_its_tenant_as_soon_as_it_has_it_and_no_longer() throws IOException {
        assertThat(logsIn("bob@shop.example")).isFalse();
        JsonObject changed = done(known("shop", "domains", "Shop.Example", "shop.test"));
        assertThat(changed.getJsonObject("tenant").getJsonArray("domains"))
                .containsExactly("shop.example", "shop.test");
        assertThat(logsIn("bob@shop.example")).isTrue();
        assertThat(logsIn("bob@SHOP.test")).isTrue();
        assertThat(logsIn("bob", "shop.example")).isTrue();
        assertThat(known("yard", "domains", "shop.example").refusal()).contains("domains", "tenant shop");
        var _ = done(node.operator().patch("/tenants/shop", new JsonObject().put("domains", new JsonArray())));
        assertThat(logsIn("bob@shop.example")).isFalse();
        assertThat(node.operator().get("/tenants/shop").json().containsKey("domains"))
                .isFalse();
    }

    @Test
    void names_with_signs_of_their_own_are_told_from_the_tenant() throws IOException {
        for (String user : new String[] {MAIL, "a|b", "c/d"}) {
            assertThat(logsIn(user + "@shop")).as(user).isTrue();
            assertThat(logsIn(user, "shop")).as(user).isTrue();
            assertThat(logsIn(user)).as(user).isFalse();
        }
        assertThat(logsIn("shop|a|b")).isTrue();
        assertThat(logsIn("shop|c/d")).isTrue();
    }

    @Test
    void an_open_port_takes_notice_of_other_things_at_once() throws IOException {
        JsonObject changed = done(take("login-slash", "host"));
        assertThat(changed.getJsonObject("endpoint")
                        .getJsonArray("listeners")
                        .getJsonObject(0)
                        .getJsonArray("tenantBy"))
                .containsExactly("host", "login-slash");
        assertThat(logsIn("shop/bob")).isTrue();
        assertThat(logsIn("bob@shop")).isFalse();
        assertThat(logsIn(MAIL, "shop")).isTrue();
        assertThat(logsIn("yard/bob", "shop")).isFalse();
        var _ = done(take());
        assertThat(logsIn("shop/bob")).isFalse();
        assertThat(logsIn("bob@shop")).isTrue();
        assertThat(node.operator().get("/endpoints/town").json().encode()).doesNotContain("tenantBy");
    }

    @Test
    void the_doctor_is_told_how_a_login_names_the_tenant_there() {
        for (String[] expected : new String[][] {
            {"login-at", "suffix", "@shop"},
            {"login-bar", "prefix", "shop|"},
            {"login-slash", "prefix", "shop/"},
            {"host", "host", "shop"}
        }) {
            var _ = done(take(expected[0]));
            JsonObject door = done(node.operator().post("/tenants/shop/doctor", new JsonObject()))
                    .getJsonArray("listeners")
                    .getJsonObject(0);
            assertThat(door.getString(expected[1])).isEqualTo(expected[2]);
        }
        var _ = done(take());
    }

    @Test
    void what_cannot_be_is_refused_with_its_field_and_changes_nothing() {
        assertThat(take("destination").refusal()).contains("listeners.tenantBy", "proxy = required");
        assertThat(take("sni").refusal()).contains("listeners.tenantBy", "tls");
        assertThat(take("user").refusal()).contains("listeners[0].tenantBy[0]", "login-slash");
        assertThat(known("shop", "domains", "shop").refusal()).contains("domains[0]", "at least one dot");
        assertThat(known("shop", "destinations", "ftp.example.net").refusal()).contains("destinations[0]");
        assertThat(node.operator().get("/endpoints/town").json().encode()).doesNotContain("tenantBy");
    }

    @Test
    void destinations_are_read_back_and_are_one_tenants_own() {
        JsonObject changed = done(known("yard", "destinations", "198.51.100.7:21", "2001:db8::7"));
        assertThat(changed.getJsonObject("tenant").getJsonArray("destinations"))
                .containsExactly("198.51.100.7:21", "2001:db8::7");
        assertThat(known("shop", "destinations", "[2001:db8::7]").refusal()).contains("tenant yard");
        assertThat(known("shop", "destinations", "198.51.100.7").status()).isEqualTo(200);
        assertThat(node.client(Role.TENANT_ADMIN, Optional.of("yard"))
                        .patch("/tenants/yard", new JsonObject().put("destinations", new JsonArray()))
                        .status())
                .isEqualTo(403);
    }
}
