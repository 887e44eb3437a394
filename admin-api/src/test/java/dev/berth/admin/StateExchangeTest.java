package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Documents in which one takes what another gives up: whatever their order, and both at once where that is needed.
class StateExchangeTest {

    private static final String PASSWORD = "a long enough word";
    private static final String ACCOUNTS = "\"accounts\": [{\"user\": \"demo\", \"hash\": \""
            + Md5Crypt.md5Crypt(PASSWORD.getBytes(StandardCharsets.UTF_8), "$1$berthtst") + "\"}]";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("proxy.trusted", List.of("192.0.2.1/32")));

    private final int port = FreePorts.block(20);

    @Test
    void two_tenants_exchange_their_passive_ports() throws Exception {
        done("""
                {"tenants": [{"slug": "left", "listeners": [{"port": P0}], "passive": {"ports": "P2-P5"}, ACCOUNTS},
                             {"slug": "right", "listeners": [{"port": P1}], "passive": {"ports": "P6-P9"}, ACCOUNTS}]}""");
        FTPClient open = login(0);
        String exchanged = """
                {"tenants": [{"slug": "left", "passive": {"ports": "P6-P9"}}, {"slug": "right", "passive": {"ports": "P2-P5"}}]}""";
        assertThat(node.operator().put("/state?dryRun=true", json(exchanged)).steps())
                .containsExactly("change tenant left planned", "change tenant right planned");
        done(exchanged, "change tenant left done", "change tenant right done");
        assertThat(passive(open)).isBetween(port + 6, port + 9);
        assertThat(passive(login(0))).isBetween(port + 6, port + 9);
        assertThat(passive(login(1))).isBetween(port + 2, port + 5);
        assertThat(node.operator()
                        .get("/tenants/left")
                        .json()
                        .getJsonObject("passive")
                        .getString("ports"))
                .isEqualTo((port + 6) + "-" + (port + 9));
    }

    @Test
    void ports_go_round_among_three_and_domains_with_them() throws Exception {
        done("""
                {"tenants": [{"slug": "one", "listeners": [{"port": P0}], "passive": {"ports": "P3-P5"}, "domains": ["a.example"], ACCOUNTS},
                             {"slug": "two", "listeners": [{"port": P1}], "passive": {"ports": "P6-P8"}, "domains": ["b.example"], ACCOUNTS},
                             {"slug": "three", "listeners": [{"port": P2}], "passive": {"ports": "P9-P11"}, "domains": ["c.example"], ACCOUNTS}]}""");
        done("""
                {"tenants": [{"slug": "one", "listeners": [{"port": P1}], "passive": {"ports": "P6-P8"}, "domains": ["b.example"]},
                             {"slug": "two", "listeners": [{"port": P2}], "passive": {"ports": "P9-P11"}, "domains": ["c.example"]},
                             {"slug": "three", "listeners": [{"port": P0}], "passive": {"ports": "P3-P5"}, "domains": ["a.example"]}]}""", "change tenant one done", "change tenant two done", "change tenant three done");
        assertThat(passive(login(1))).isBetween(port + 6, port + 8);
        assertThat(passive(login(0))).isBetween(port + 3, port + 5);
    }

    @Test
    void whoever_gives_up_comes_before_who_takes() {
        done("""
                {"tenants": [{"slug": "last", "listeners": [{"port": P0}], "passive": {"ports": "P2-P5"}},
                             {"slug": "middle", "listeners": [{"port": P1}], "passive": {"ports": "P6-P9"}}]}""");
        done("""
                {"tenants": [{"slug": "fresh", "listeners": [{"port": P12}], "passive": {"ports": "P2-P5"}},
                             {"slug": "last", "passive": {"ports": "P6-P9"}},
                             {"slug": "middle", "passive": {"ports": "P13-P15"}}]}""", "change tenant middle done", "change tenant last done", "create tenant fresh done");
    }

    @Test
    void rules_for_data_connections_follow_the_ports_down_and_up() {
        String document = """
                {"tenants": [{"slug": "rules", "listeners": [{"port": P0}], "passive": {"ports": "P2-%s"}, "data": {"fxp": true, "fxpPorts": %d}}]}""";
        done(document.formatted("P11", 8));
        done(document.formatted("P4", 1), "change data of tenant rules done", "change tenant rules done");
        done(document.formatted("P11", 8), "change tenant rules done", "change data of tenant rules done");
    }

    @Test
    void a_control_port_moves_from_one_endpoint_to_another() throws Exception {
        done("""
                {"endpoints": [{"name": "from", "listeners": [{"port": P0}, {"port": P1}], "sharedPool": "P2-P5"},
                               {"name": "aside", "listeners": [{"port": P6}], "sharedPool": "P7-P9"}],
                 "tenants": [{"slug": "mover", "endpoints": ["from", "aside"], ACCOUNTS}]}""");
        done("""
                {"endpoints": [{"name": "aside", "listeners": [{"port": P6}, {"port": P1}]},
                               {"name": "from", "listeners": [{"port": P0}]}]}""", "change endpoint from done", "change endpoint aside done");
        assertThat(passive(login(1, "demo@mover"))).isBetween(port + 7, port + 9);
    }

    @Test
    void a_tenant_takes_its_port_into_a_new_endpoint_and_out_of_it_again() throws Exception {
        done("""
                {"tenants": [{"slug": "joiner", "listeners": [{"port": P0}], "passive": {"ports": "P2-P5"}, ACCOUNTS}]}""");
        done("""
                {"endpoints": [{"name": "shared", "listeners": [{"port": P0}], "sharedPool": "P2-P5"}],
                 "tenants": [{"slug": "joiner", "listeners": [], "passive": null, "endpoints": ["shared"]}]}""", "create endpoint shared done", "change tenant joiner done");
        assertThat(passive(login(0, "demo@joiner"))).isBetween(port + 2, port + 5);
        JsonObject all = node.operator().get("/state").json();
        all.getJsonArray("endpoints").stream()
                .filter(endpoint -> ((JsonObject) endpoint).getString("name").equals("shared"))
                .toList()
                .forEach(all.getJsonArray("endpoints")::remove);
        all.getJsonArray("tenants").stream()
                .map(JsonObject.class::cast)
                .filter(tenant -> tenant.getString("slug").equals("joiner"))
                .forEach(tenant -> tenant.mergeIn(json("""
                        {"listeners": [{"port": P0}], "passive": {"ports": "P2-P5"}, "endpoints": []}""")));
        ApiAnswer back = node.operator().put("/state?prune=true", all);
        assertThat(back.status()).as(back.toString()).isEqualTo(200);
        assertThat(back.steps()).containsExactly("change tenant joiner done", "remove endpoint shared done");
        assertThat(passive(login(0))).isBetween(port + 2, port + 5);
    }

    @Test
    void a_tenant_is_made_at_an_endpoint_whose_header_changes() {
        done("""
                {"endpoints": [{"name": "town", "listeners": [{"port": P0}], "sharedPool": "P2-P3"}]}""");
        done("""
                {"endpoints": [{"name": "town", "listeners": [{"port": P0, "proxy": "required"}]}],
                 "tenants": [{"slug": "settler", "endpoints": ["town"], "passive": {"ports": "P4-P5"}}]}""", "change endpoint town done", "create tenant settler done");
    }

    @Test
    void a_tenant_leaves_an_endpoint_whose_header_changes() {
        done("""
                {"endpoints": [{"name": "village", "listeners": [{"port": P0}], "sharedPool": "P2-P3"},
                               {"name": "harbour", "listeners": [{"port": P1}], "sharedPool": "P4-P5"}],
                 "tenants": [{"slug": "leaver", "endpoints": ["village", "harbour"], "passive": {"ports": "P6-P7"}}]}""");
        done("""
                {"endpoints": [{"name": "village", "listeners": [{"port": P0, "proxy": "required"}]}],
                 "tenants": [{"slug": "leaver", "endpoints": ["harbour"]}]}""", "change tenant leaver done", "change endpoint village done");
    }

    @Test
    void an_endpoint_of_a_tenants_own_becomes_a_shared_one_of_the_same_name() throws Exception {
        done("""
                {"tenants": [{"slug": "namesake", "listeners": [{"port": P0}], "passive": {"ports": "P2-P5"}, ACCOUNTS}]}""");
        String shared = """
                {"endpoints": [{"name": "namesake", "listeners": [{"port": P0}], "sharedPool": "P6-P9"}],
                 "tenants": [{"slug": "namesake", "listeners": [], "endpoints": ["namesake"]}]}""";
        assertThat(node.operator().put("/state?dryRun=true", json(shared)).status())
                .isEqualTo(200);
        done(shared, "create endpoint namesake done", "change tenant namesake done");
        assertThat(passive(login(0, "demo@namesake"))).isBetween(port + 2, port + 5);
    }

    @Test
    void what_a_tenant_had_that_goes_is_taken_by_another() throws Exception {
        done("""
                {"tenants": [{"slug": "gone", "listeners": [{"port": P0}], "passive": {"ports": "P2-P5"}, "domains": ["gone.example"]}]}""");
        JsonObject all = node.operator().get("/state").json();
        var rest = all.getJsonArray("tenants").stream()
                .filter(tenant -> !((JsonObject) tenant).getString("slug").equals("gone"))
                .toList();
        JsonObject wanted = json("""
                {"tenants": [{"slug": "heir", "listeners": [{"port": P0}], "passive": {"ports": "P2-P5"}, "domains": ["gone.example"], ACCOUNTS}]}""");
        rest.forEach(wanted.getJsonArray("tenants")::add);
        ApiAnswer taken = node.operator().put("/state?prune=true", wanted);
        assertThat(taken.status()).as(taken.toString()).isEqualTo(200);
        assertThat(taken.steps())
                .containsExactly(
                        "remove tenant gone done", "create tenant heir done", "create 1 accounts of tenant heir done");
        assertThat(passive(login(0))).isBetween(port + 2, port + 5);
    }

    private void done(String document, String... steps) {
        ApiAnswer answer = node.operator().put("/state", json(document));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        if (steps.length > 0) {
            assertThat(answer.steps()).containsExactly(steps);
        }
        assertThat(node.operator().put("/state", json(document)).steps()).isEmpty();
    }

    private FTPClient login(int offset) throws Exception {
        return login(offset, "demo");
    }

    private FTPClient login(int offset, String user) throws Exception {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port + offset);
        assertThat(client.login(user, PASSWORD)).as(client.getReplyString()).isTrue();
        return client;
    }

    /// The port of a listing that has come.
    private static int passive(FTPClient client) throws Exception {
        client.enterLocalPassiveMode();
        assertThat(client.listNames()).isNotNull();
        int used = client.getPassivePort();
        client.disconnect();
        return used;
    }

    /// A document in which `P2` stands for a port.
    private JsonObject json(String text) {
        String full = text;
        for (int i = 19; i >= 0; i--) {
            full = full.replace("P" + i, Integer.toString(port + i));
        }
        return new JsonObject(full.replace("ACCOUNTS", ACCOUNTS));
    }
}
