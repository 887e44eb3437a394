package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How the server speaks to a tenant's clients, as the API reads and sets it.
class MannersTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static final String PATH = "/tenants/polite/manners";

    private static int own;

    @BeforeAll
    static void tenant() {
        own = node.tenant("polite", 2);
    }

    @Test
    void they_are_read_as_they_were_set() {
        var everything = new JsonObject()
                .put("client", "OldTool")
                .put("clients", "192.0.2.0/24")
                .put("account", "bob")
                .put("epsv", "off")
                .put("alloText", "fine")
                .put("timeZone", "Asia/Tokyo")
                .put("charset", "Shift_JIS")
                .put("stouText", "for");
        var manners = new JsonObject()
                .put("timeZone", "Europe/Berlin")
                .put("greeting", "Welcome aboard")
                .put("charset", "windows-1252")
                .put("rules", new JsonArray().add(everything));
        JsonObject set = node.operator().put(PATH, manners).json();
        assertThat(set.getJsonObject("manners")).isEqualTo(manners);
        assertThat(set.getJsonArray("nodes").getJsonObject(0).getString("state"))
                .isEqualTo("applied");
        assertThat(node.operator().get(PATH).json()).isEqualTo(manners);

        assertThat(node.operator().put(PATH, new JsonObject()).status()).isEqualTo(200);
        assertThat(node.operator().get(PATH).json())
                .isEqualTo(new JsonObject().put("timeZone", "UTC").put("rules", new JsonArray()));
    }

    @Test
    void its_clients_are_greeted_in_its_own_words_where_it_is_known_whose_they_are() throws Exception {
        int shared = FreePorts.block(3);
        assertThat(node.operator()
                        .post(
                                "/endpoints",
                                new JsonObject()
                                        .put("name", "together")
                                        .put("listeners", new JsonArray().add(new JsonObject().put("port", shared)))
                                        .put("sharedPool", (shared + 1) + "-" + (shared + 2)))
                        .status())
                .isEqualTo(201);
        assertThat(node.operator()
                        .patch("/tenants/polite", new JsonObject().put("endpoints", new JsonArray().add("together")))
                        .status())
                .isEqualTo(200);
        assertThat(node.operator()
                        .put("/tenants/polite/manners", new JsonObject().put("greeting", "Grüße č 東"))
                        .status())
                .isEqualTo(200);
        var client = new FTPClient();
        client.setControlEncoding(StandardCharsets.UTF_8);
        client.connect(InetAddress.getLoopbackAddress(), own);
        assertThat(client.getReplyString().strip()).isEqualTo("220 Grüße č 東");
        client.disconnect();
        client.connect(InetAddress.getLoopbackAddress(), shared);
        assertThat(client.getReplyString().strip()).isEqualTo("220 Berth ready");
        assertThat(client.sendCommand("HOST", "polite.example.net")).isEqualTo(220);
        assertThat(client.getReplyString()).contains("Grüße č 東");
        client.disconnect();
    }

    @Test
    void what_is_wrong_is_refused_with_its_field() {
        for (var wrong : Map.of(
                        "timeZone", "Atlantis",
                        "charset", "UTF-16",
                        "greeting", "two\r\n220 lines",
                        "zone", "UTC")
                .entrySet()) {
            refused(new JsonObject().put(wrong.getKey(), wrong.getValue()), wrong.getKey());
        }
        for (var wrong : Map.of(
                        "client", " ",
                        "clients", "192.0.2.0/99",
                        "epsv", "maybe",
                        "alloText", "two\r\nlines",
                        "charset", "UTF-8",
                        "stouText", "song")
                .entrySet()) {
            var rule = new JsonObject().put(wrong.getKey(), wrong.getValue());
            refused(new JsonObject().put("rules", new JsonArray().add(rule)), "rules[0]." + wrong.getKey());
        }
        var many = new JsonArray();
        IntStream.range(0, 101).forEach(_ -> many.add(new JsonObject().put("epsv", "off")));
        refused(new JsonObject().put("rules", many), "rules");
        assertThat(node.operator()
                        .put("/tenants/nobody/manners", new JsonObject())
                        .status())
                .isEqualTo(404);
    }

    private static void refused(JsonObject body, String field) {
        ApiAnswer answer = node.operator().put(PATH, body);
        assertThat(answer.status()).as(body.toString()).isEqualTo(422);
        assertThat(answer.raw().body()).contains("\"" + field + "\"");
    }
}
