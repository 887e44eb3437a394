package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Configurations of load balancers, as they follow from endpoints and tenants.
class BalancersTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static int port;

    @BeforeAll
    static void harbour() {
        port = FreePorts.block(6);
        var endpoint = new JsonObject()
                .put("name", "harbour")
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("sharedPool", (port + 1) + "-" + (port + 2));
        assertThat(node.operator().post("/endpoints", endpoint).status()).isEqualTo(201);
        var tenant = new JsonObject()
                .put("slug", "own-range")
                .put("endpoints", new JsonArray().add("harbour"))
                .put("passive", new JsonObject().put("ports", (port + 3) + "-" + (port + 5)));
        ApiAnswer made = node.operator().post("/tenants", tenant);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    @Test
    void shared_and_own_ports_lead_to_this_node() {
        ApiAnswer answer = node.operator().get("/endpoints/harbour/lb-config?type=nginx&address=203.0.113.5");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.raw().body())
                .startsWith("# Endpoint harbour at revision ")
                .contains("listen 203.0.113.5:" + port + " ")
                .contains("listen 203.0.113.5:" + (port + 1) + "-" + (port + 2) + " ")
                .contains("listen 203.0.113.5:" + (port + 3) + "-" + (port + 5) + " ")
                .contains("proxy_pass 127.0.0.1:$server_port;");
        assertThat(node.operator()
                        .get("/endpoints/harbour/lb-config?type=haproxy&address=203.0.113.5&node=10.20.0.11")
                        .raw()
                        .body())
                .contains("server under-test 10.20.0.11\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type=haproxy                               | address
            type=f5&address=203.0.113.5                | type
            address=203.0.113.5                        | type
            type=nginx&address=ftp.example.net         | address
            type=nginx&address=203.0.113.0/24          | address
            type=nginx&address=203.0.113.5&node=inside | node
            type=nftables&address=2001:db8::5          | type
            """)
    void what_breaks_a_rule_is_refused(String query, String field) {
        ApiAnswer refused = node.operator().get("/endpoints/harbour/lb-config?" + query);
        assertThat(refused.status()).as(refused.toString()).isBetween(400, 422);
        assertThat(refused.toString()).contains("\"" + field + "\"");
    }

    @Test
    void an_endpoint_that_is_not_there_has_none() {
        assertThat(node.operator()
                        .get("/endpoints/nowhere/lb-config?type=nginx&address=203.0.113.5")
                        .status())
                .isEqualTo(404);
    }
}
