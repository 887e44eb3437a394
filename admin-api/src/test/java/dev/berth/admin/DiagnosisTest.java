package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Why it failed, over the API.
class DiagnosisTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void a_failed_transfer_is_told_with_its_cause_and_its_dialogue() throws IOException {
        int port = node.tenant("failing", 2);
        node.tenant("innocent", 2);
        FTPClient client = login("failing", port);
        int closed = closedPort();
        assertThat(client.sendCommand("PORT", "127,0,0,1," + closed / 256 + "," + closed % 256))
                .isEqualTo(200);
        assertThat(client.sendCommand("NLST")).isEqualTo(150);
        assertThat(client.getReply()).isEqualTo(425);

        JsonObject failure = node.operator()
                .get("/tenants/failing/diagnosis/sessions")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(failure.getString("user")).isEqualTo("demo");
        assertThat(failure.getBoolean("open")).isTrue();
        assertThat(failure.getJsonObject("cause").getString("kind")).isEqualTo("client-closed");
        assertThat(failure.getJsonObject("cause").getString("sentence")).contains("127.0.0.1:" + closed);
        assertThat(failure.getJsonObject("cause").getString("remedy")).contains("passive mode");

        String session = failure.getString("session");
        JsonObject story = node.operator()
                .get("/tenants/failing/diagnosis/sessions/" + session)
                .json();
        assertThat(story.getJsonArray("entries").encode())
                .contains("NLST", "USER demo", "PASS ***", "could not connect to the client's port " + closed)
                .doesNotContain(PASSWORD);
        assertThat(node.operator()
                        .get("/tenants/innocent/diagnosis/sessions/" + session)
                        .status())
                .isEqualTo(404);
        assertThat(node.operator()
                        .get("/tenants/failing/diagnosis/sessions/elsewhere-1")
                        .status())
                .isEqualTo(404);

        client.enterLocalPassiveMode();
        assertThat(client.listNames()).isNotNull();
        assertThat(failures("failing"))
                .singleElement()
                .satisfies(mended -> assertThat(mended.getBoolean("mended")).isTrue());
        client.disconnect();
    }

    @Test
    void refused_transfers_and_wrong_passwords_are_listed_with_their_session() throws IOException {
        int port = node.tenant("refused", 2);
        FTPClient client = login("refused", port);
        assertThat(client.sendCommand("RETR", "nope")).isEqualTo(425);
        assertRefused("demo", "refused", "RETR nope was answered 425");
        client.enterLocalPassiveMode();
        assertThat(client.retrieveFileStream("nope")).isNull();
        assertThat(client.getReplyCode()).isEqualTo(550);
        assertRefused("demo", "refused", "RETR nope was answered 550");
        client.disconnect();

        var guesser = new FTPClient();
        guesser.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(guesser.login("nobody", "not the word")).isFalse();
        assertRefused("nobody", "login", "the login was refused (wrong credentials)");
        guesser.disconnect();
        assertThat(failures("refused")).hasSize(2);

        String session = failures("refused").getFirst().getString("session");
        JsonObject story = node.operator()
                .get("/tenants/refused/diagnosis/sessions/" + session)
                .json();
        assertThat(story.getJsonArray("entries").encode()).contains("USER nobody", "PASS ***");
    }

    private static void assertRefused(String user, String kind, String sentence) {
        JsonObject latest = failures("refused").getFirst();
        assertThat(latest.getString("user")).isEqualTo(user);
        assertThat(latest.getInstant("failed")).isNotNull();
        assertThat(latest.getBoolean("mended")).isFalse();
        assertThat(latest.getJsonObject("cause").getString("kind")).isEqualTo(kind);
        assertThat(latest.getJsonObject("cause").getString("sentence")).startsWith(sentence);
    }

    private static List<JsonObject> failures(String tenant) {
        return node.operator().get("/tenants/" + tenant + "/diagnosis/sessions").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void the_account_of_an_examination_is_in_no_list_and_can_be_removed_when_it_ends() {
        node.tenant("examined", 2);
        String user = node.operator()
                .post("/tenants/examined/doctor", new JsonObject())
                .json()
                .getJsonObject("login")
                .getString("user");
        assertThat(node.operator().get("/tenants/examined/accounts").json().getJsonArray("items"))
                .isEmpty();
        String path = "/tenants/examined/accounts/" + user;
        assertThat(node.operator().get(path).status()).isEqualTo(200);
        assertThat(node.operator().delete(path).status()).isBetween(200, 204);
        assertThat(node.operator().get(path).status()).isEqualTo(404);
    }

    @Test
    void what_became_of_data_connections_is_counted_by_network() throws IOException {
        int port = node.tenant("counted", 2);
        FTPClient client = login("counted", port);
        client.enterLocalPassiveMode();
        assertThat(client.listNames()).isNotNull();
        JsonObject counts = node.operator()
                .get("/tenants/counted/diagnosis")
                .json()
                .getJsonArray("networks")
                .getJsonObject(0);
        assertThat(counts.getString("network")).isEqualTo("127.0.0.0/24");
        assertThat(counts.getInteger("announced")).isEqualTo(1);
        assertThat(counts.getInteger("arrived")).isEqualTo(1);
        assertThat(counts.getInteger("expired")).isZero();
        client.disconnect();
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
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
