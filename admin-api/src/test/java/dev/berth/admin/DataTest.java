package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules for data connections and external addresses over the API, and the logins of the doctor.
class DataTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void data_rules_are_set_read_back_and_in_force_in_open_sessions() throws IOException {
        int port = node.tenant("ruled", 4);
        FTPClient client = login("ruled", port);
        assertThat(client.sendCommand("PORT", "127,0,0,1,200,1")).isEqualTo(200);
        var wanted = new JsonObject()
                .put("key", "prefix")
                .put("mode", "exclusive")
                .put("pasv", false)
                .put("dnsRefresh", 30)
                .put(
                        "active",
                        new JsonObject()
                                .put("enabled", false)
                                .put("fromPort20", true)
                                .put("privilegedTargets", false)
                                .put("sourceAddress", "127.0.0.1"))
                .put("fxp", true)
                .put("fxpPorts", 1)
                .put("limits", new JsonObject().put("perAccount", 1).put("perAddress", 7))
                .put("idle", new JsonObject().put("control", 600).put("data", 86_400));
        ApiAnswer set = node.operator().put("/tenants/ruled/data", wanted);
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
        assertThat(set.json().getJsonArray("nodes").getJsonObject(0).getString("state"))
                .as(set.toString())
                .isEqualTo("applied");
        assertThat(node.operator().get("/tenants/ruled/data").json()).isEqualTo(wanted);

        assertThat(client.sendCommand("PORT", "127,0,0,1,200,1")).isEqualTo(502);
        // One port may be waited for by the account, and this session has it: another session of it gets none.
        assertThat(client.pasv()).isEqualTo(502);
        assertThat(client.epsv()).isEqualTo(229);
        FTPClient other = new FTPClient();
        other.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(other.login("demo", PASSWORD)).isTrue();
        assertThat(other.epsv()).isEqualTo(425);
        assertThat(other.getReplyString()).contains("your account waits for too many data connections");

        assertThat(node.operator().put("/tenants/ruled/data", new JsonObject()).status())
                .isEqualTo(200);
        assertThat(other.pasv()).isEqualTo(227);
        client.disconnect();
        other.disconnect();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"key":"everybody"}                    | key
            {"mode":1}                             | mode
            {"active":{"enabled":"yes"}}           | active.enabled
            {"active":{"on":true}}                 | active.on
            {"active":{"sourceAddress":"ftp.example.net"}} | active.sourceAddress
            {"active":{"sourceAddress":"0.0.0.0"}} | active.sourceAddress
            {"active":{"sourceAddress":"224.0.0.1"}} | active.sourceAddress
            {"active":{"sourceAddress":"fe80::1%1"}} | active.sourceAddress
            {"pasv":"off"}                         | pasv
            {"dnsRefresh":29}                      | dnsRefresh
            {"dnsRefresh":301}                     | dnsRefresh
            {"idle":{"control":9}}                 | idle.control
            {"idle":{"data":86401}}                | idle.data
            {"idle":{"data":"1m"}}                 | idle.data
            {"fxpPorts":-1}                        | fxpPorts
            {"fxpPorts":2}                         | data.fxpPorts
            {"limits":{"perAccount":0}}            | limits.perAccount
            {"limits":{"perAddress":1000001}}      | limits.perAddress
            """)
    void what_breaks_a_rule_is_refused(String body, String field) {
        String tenant = "wrong" + Integer.toHexString((body + field).hashCode());
        node.tenant(tenant, 2);
        ApiAnswer refused = node.operator().put("/tenants/" + tenant + "/data", new JsonObject(body));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.toString()).contains("\"" + field + "\"");
    }

    @Test
    void rules_about_ports_need_ports_of_ones_own() {
        int port = FreePorts.block(5);
        var endpoint = new JsonObject()
                .put("name", "pooled")
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("sharedPool", (port + 1) + "-" + (port + 4));
        assertThat(node.operator().post("/endpoints", endpoint).status()).isEqualTo(201);
        var tenant = new JsonObject().put("slug", "guest").put("endpoints", new JsonArray().add("pooled"));
        assertThat(node.operator().post("/tenants", tenant).status()).isEqualTo(201);
        assertThat(node.operator()
                        .put("/tenants/guest/data", new JsonObject().put("key", "prefix"))
                        .status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .put("/tenants/guest/data", new JsonObject().put("fxp", true))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *              | 192.168.1.10
            *              | 127.0.0.1
            *              | 100.64.0.1
            198.51.100.0/24| 10.0.0.1
            172.0.0.0/8    | 172.16.0.1
            *              | localhost.localdomain.berth.localhost
            """)
    void an_address_that_the_internet_cannot_reach_is_refused_unless_forced(String clients, String address) {
        String tenant = "hidden" + Integer.toHexString((clients + address).hashCode());
        int port = node.tenant(tenant, 2);
        var rule = new JsonObject().put("clients", clients.strip()).put("address", address);
        var passive =
                new JsonObject().put("ports", (port + 1) + "-" + (port + 2)).put("external", new JsonArray().add(rule));
        ApiAnswer refused = node.operator().put("/tenants/" + tenant + "/passive", passive);
        if (address.startsWith("localhost")) {
            // Whether such a name can be resolved is up to the machine; if it can, it is loopback.
            assertThat(refused.status()).isIn(200, 422);
            return;
        }
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.toString())
                .contains("passive.external[0].address")
                .contains("cannot be reached from the internet");
        assertThat(node.operator()
                        .patch("/tenants/" + tenant, new JsonObject().put("passive", passive))
                        .status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .put("/tenants/" + tenant + "/passive", passive.copy().put("force", true))
                        .status())
                .isEqualTo(200);
        // What was forced does not stand in the way of other changes.
        assertThat(node.operator()
                        .patch("/tenants/" + tenant, new JsonObject().put("name", "Other"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void clients_of_private_networks_may_be_told_private_addresses() {
        int port = node.tenant("inside", 2);
        var rules = new JsonArray()
                .add(new JsonObject().put("clients", "192.168.0.0/16").put("address", "192.168.1.10"))
                .add(new JsonObject().put("clients", "10.1.0.0/16").put("address", "listener"))
                .add(new JsonObject().put("address", "203.0.113.5"));
        var passive =
                new JsonObject().put("ports", (port + 1) + "-" + (port + 2)).put("external", rules);
        ApiAnswer set = node.operator().put("/tenants/inside/passive", passive);
        assertThat(set.status()).as(set.toString()).isEqualTo(200);

        JsonObject lan = explained("client=192.168.7.7");
        assertThat(lan.getString("told")).isEqualTo("192.168.1.10");
        assertThat(lan.getJsonObject("rule").getInteger("place")).isZero();
        JsonObject internet = explained("client=198.51.100.7&dialled=203.0.113.99");
        assertThat(internet.getString("told")).isEqualTo("203.0.113.5");
        assertThat(internet.getString("sentence")).contains("has dialled 203.0.113.99");
        assertThat(explained("client=10.1.2.3&dialled=10.1.0.1").getString("told"))
                .isEqualTo("10.1.0.1");
        assertThat(explained("client=2001:db8::1&dialled=2001:db8::2").getString("told"))
                .isEqualTo("203.0.113.5");
        assertThat(node.operator().get("/tenants/inside/diagnosis/address").status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .get("/tenants/inside/diagnosis/address?client=nobody")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_login_of_the_doctor_works_once_and_tells_what_must_be_known() throws IOException {
        int port = node.tenant("patient", 3);
        ApiAnswer begun = node.operator().post("/tenants/patient/doctor", new JsonObject());
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        JsonObject subject = begun.json();
        assertThat(subject.getString("ports")).isEqualTo((port + 1) + "-" + (port + 3));
        assertThat(subject.getJsonArray("listeners").getJsonObject(0).getInteger("port"))
                .isEqualTo(port);
        assertThat(subject.getJsonArray("closedPorts")).isEmpty();
        assertThat(subject.getJsonArray("clashes")).isEmpty();
        JsonObject login = subject.getJsonObject("login");
        assertThat(loggedIn(port, login)).isTrue();
        assertThat(loggedIn(port, login)).isFalse();
        assertThat(loggedIn(port, login)).isFalse();
    }

    private static JsonObject explained(String query) {
        return node.operator().get("/tenants/inside/diagnosis/address?" + query).json();
    }

    private static boolean loggedIn(int port, JsonObject login) throws IOException {
        var client = new FTPClient();
        client.connect(InetAddress.getLoopbackAddress(), port);
        try {
            return client.login(login.getString("user"), login.getString("password"));
        } finally {
            client.disconnect();
        }
    }

    private static FTPClient login(String tenant, int port) throws IOException {
        ApiAnswer answer = node.operator()
                .post(
                        "/tenants/" + tenant + "/accounts",
                        new JsonObject().put("user", "demo").put("password", PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("demo", PASSWORD)).isTrue();
        return client;
    }
}
