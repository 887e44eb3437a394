package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Things are altered, and removed, once they are there.
class AlterationsTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void a_patch_that_removes_what_nobody_knows_or_may_change_is_refused() {
        node.tenant("firm", 2);
        var account = new JsonObject().put("user", "kim").put("home", "/kim").put("password", "a long enough word");
        assertThat(node.operator().post("/tenants/firm/accounts", account).status())
                .isEqualTo(201);
        for (String path : List.of("/tenants/firm", "/tenants/firm/accounts/kim")) {
            for (String member : List.of("slug", "user", "nonsense")) {
                ApiAnswer refused = node.operator().patch(path, new JsonObject().putNull(member));
                assertThat(refused.status()).as(path + " " + member).isEqualTo(422);
                assertThat(refused.toString()).contains("\"" + member + "\"");
            }
        }
    }

    @Test
    void a_blocked_tenant_has_no_logins_until_it_is_active_again() throws IOException {
        int port = node.tenant("debtor", 2);
        account("debtor", "alice");
        assertThat(login(port, "alice", PASSWORD)).isTrue();
        assertThat(node.operator()
                        .patch("/tenants/debtor", new JsonObject().put("status", "blocked"))
                        .status())
                .isEqualTo(200);
        assertThat(login(port, "alice", PASSWORD)).isFalse();
        assertThat(node.operator().get("/tenants?status=blocked").json().getJsonArray("items"))
                .hasSize(1);
        ApiAnswer active = node.operator().patch("/tenants/debtor", new JsonObject().put("status", "active"));
        assertThat(active.json().getJsonObject("tenant").getString("status")).isEqualTo("active");
        assertThat(login(port, "alice", PASSWORD)).isTrue();
    }

    @Test
    void a_patch_changes_what_it_names_and_nothing_else() {
        int port = node.tenant("patched", 2);
        JsonObject before = node.operator().get("/tenants/patched").json();
        JsonObject after = node.operator()
                .patch("/tenants/patched", new JsonObject().put("name", "Patched Ltd"))
                .json()
                .getJsonObject("tenant");
        assertThat(after).isEqualTo(before.copy().put("name", "Patched Ltd"));
        int other = FreePorts.block(1);
        ApiAnswer moved = node.operator()
                .patch(
                        "/tenants/patched",
                        new JsonObject()
                                .put(
                                        "listeners",
                                        new JsonArray()
                                                .add(new JsonObject().put("port", port))
                                                .add(new JsonObject().put("port", other))));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        assertThat(moved.raw().body()).contains(String.valueOf(port)).contains(String.valueOf(other));
    }

    @Test
    void a_listener_that_stays_keeps_its_sessions() throws IOException {
        int port = node.tenant("steady", 2);
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(20_000);
            assertThat(line(client)).startsWith("220");
            assertThat(node.operator()
                            .patch(
                                    "/tenants/steady",
                                    new JsonObject()
                                            .put(
                                                    "listeners",
                                                    new JsonArray()
                                                            .add(new JsonObject().put("port", port))
                                                            .add(new JsonObject().put("port", FreePorts.block(1)))))
                            .status())
                    .isEqualTo(200);
            client.getOutputStream().write("NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(line(client)).startsWith("200");
        }
    }

    @Test
    void an_older_etag_is_refused_and_nothing_is_changed() {
        node.tenant("tagged", 2);
        String first = node.operator().get("/tenants/tagged").header("ETag");
        assertThat(first).matches("\"[A-Za-z0-9_-]{32}\"");
        ApiAnswer changed = patch("/tenants/tagged", first, new JsonObject().put("name", "One"));
        assertThat(changed.status()).isEqualTo(200);
        ApiAnswer stale = patch("/tenants/tagged", first, new JsonObject().put("name", "Two"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(node.operator().get("/tenants/tagged").json().getString("name"))
                .isEqualTo("One");
        assertThat(patch("/tenants/tagged", changed.header("ETag"), new JsonObject().put("name", "Two"))
                        .status())
                .isEqualTo(200);
        assertThat(patch("/tenants/tagged", "*", new JsonObject().put("name", "Three"))
                        .status())
                .isEqualTo(200);
        assertThat(patch("/tenants/tagged", "W/\"1\"", new JsonObject().put("name", "Four"))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_refused_patch_leaves_everything_as_it_was() {
        int port = node.tenant("other", 2);
        node.tenant("refused", 2);
        JsonObject before = node.operator().get("/tenants/refused").json();
        ApiAnswer clash = node.operator()
                .patch(
                        "/tenants/refused",
                        new JsonObject()
                                .put("name", "New")
                                .put("listeners", new JsonArray().add(new JsonObject().put("port", port))));
        assertThat(clash.status()).isEqualTo(409);
        assertThat(clash.refusal()).contains("other");
        ApiAnswer unknown = node.operator().patch("/tenants/refused", new JsonObject().put("nmae", "x"));
        assertThat(unknown.status()).isEqualTo(422);
        ApiAnswer root = node.operator().patch("/tenants/refused", new JsonObject().put("storageRoot", "elsewhere"));
        assertThat(root.status()).isEqualTo(422);
        assertThat(node.operator().get("/tenants/refused").json()).isEqualTo(before);
    }

    @Test
    void files_are_given_to_anybody_but_root() {
        node.tenant("owned", 2);
        JsonObject both = new JsonObject().put("uid", 33).put("gid", 4_294_967_294L);
        assertThat(owner(both).json().getJsonObject("tenant").getJsonObject("fileOwner"))
                .isEqualTo(both);
        assertThat(owner(new JsonObject().putNull("uid"))
                        .json()
                        .getJsonObject("tenant")
                        .getJsonObject("fileOwner")
                        .fieldNames())
                .containsExactly("gid");
        assertThat(owner(new JsonObject().put("uid", 0)).refusal()).contains("fileOwner.uid", "never 0");
        assertThat(owner(new JsonObject().put("gid", 4_294_967_295L)).status()).isEqualTo(422);
        assertThat(owner(null).json().getJsonObject("tenant").containsKey("fileOwner"))
                .isFalse();
        ApiClient own = node.client(Role.TENANT_ADMIN, Optional.of("owned"));
        assertThat(own.patch("/tenants/owned", new JsonObject().put("fileOwner", both))
                        .status())
                .isEqualTo(403);
    }

    private static ApiAnswer owner(@Nullable JsonObject owner) {
        return node.operator().patch("/tenants/owned", new JsonObject().put("fileOwner", owner));
    }

    @Test
    void a_removed_tenant_frees_its_ports_and_ends_its_tokens() {
        int port = node.tenant("leaving", 2);
        ApiClient own = node.client(Role.TENANT_ADMIN, Optional.of("leaving"));
        assertThat(own.get("/tenants/leaving").status()).isEqualTo(200);
        ApiAnswer gone = node.operator().delete("/tenants/leaving");
        assertThat(gone.status()).as(gone.toString()).isEqualTo(200);
        assertThat(own.get("/tenants").status()).isEqualTo(401);
        assertThat(node.operator().get("/tenants/leaving").status()).isEqualTo(404);
        ApiAnswer again = node.operator()
                .post(
                        "/endpoints",
                        new JsonObject()
                                .put("name", "leaving")
                                .put("listeners", new JsonArray().add(new JsonObject().put("port", port))));
        assertThat(again.status()).as(again.toString()).isEqualTo(201);
    }

    @Test
    void an_account_is_disabled_renamed_never_and_removed() throws IOException {
        int port = node.tenant("people", 2);
        account("people", "bob");
        String path = "/tenants/people/accounts/bob";
        ApiAnswer read = node.operator().get(path);
        assertThat(read.json().getBoolean("enabled")).isTrue();
        assertThat(patch(path, read.header("ETag"), new JsonObject().put("enabled", false))
                        .status())
                .isEqualTo(200);
        assertThat(login(port, "bob", PASSWORD)).isFalse();
        assertThat(patch(path, read.header("ETag"), new JsonObject().put("enabled", true))
                        .status())
                .isEqualTo(412);
        ApiAnswer changed = node.operator()
                .patch(
                        path,
                        new JsonObject()
                                .put("enabled", true)
                                .put("ownPassword", false)
                                .put("password", "another long word"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.raw().body()).doesNotContain("another long word");
        assertThat(login(port, "bob", PASSWORD)).isFalse();
        assertThat(login(port, "bob", "another long word")).isTrue();
        assertThat(node.operator()
                        .patch(path, new JsonObject().put("user", "rob"))
                        .status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .patch(path, new JsonObject().put("expires", "2001-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(200);
        assertThat(login(port, "bob", "another long word")).isFalse();
        assertThat(node.operator().delete(path).status()).isEqualTo(204);
        assertThat(node.operator().get(path).status()).isEqualTo(404);
    }

    @Test
    void an_endpoint_is_changed_and_removed_when_it_serves_nobody() {
        int ports = FreePorts.block(6);
        assertThat(node.operator()
                        .post(
                                "/endpoints",
                                new JsonObject()
                                        .put("name", "town")
                                        .put("listeners", new JsonArray().add(new JsonObject().put("port", ports)))
                                        .put("sharedPool", (ports + 1) + "-" + (ports + 2)))
                        .status())
                .isEqualTo(201);
        assertThat(node.operator()
                        .post(
                                "/tenants",
                                new JsonObject().put("slug", "guest").put("endpoints", new JsonArray().add("town")))
                        .status())
                .isEqualTo(201);
        ApiAnswer wider = node.operator()
                .patch("/endpoints/town", new JsonObject().put("sharedPool", (ports + 1) + "-" + (ports + 5)));
        assertThat(wider.status()).as(wider.toString()).isEqualTo(200);
        ApiAnswer needed = node.operator().patch("/endpoints/town", new JsonObject().putNull("sharedPool"));
        assertThat(needed.status()).isEqualTo(409);
        assertThat(needed.refusal()).contains("guest");
        assertThat(node.operator().delete("/endpoints/town").status()).isEqualTo(409);
        assertThat(node.operator().delete("/tenants/guest").status()).isEqualTo(200);
        assertThat(node.operator().delete("/endpoints/town").status()).isEqualTo(200);
        assertThat(node.operator().get("/endpoints/town").status()).isEqualTo(404);
    }

    private static ApiAnswer patch(String path, String tag, JsonObject body) {
        return node.operator()
                .call(
                        "PATCH",
                        path,
                        Map.of("Content-Type", "application/merge-patch+json", "If-Match", tag),
                        BodyPublishers.ofString(body.encode()));
    }

    private static void account(String tenant, String user) {
        ApiAnswer answer = node.operator()
                .post(
                        "/tenants/" + tenant + "/accounts",
                        new JsonObject().put("user", user).put("password", PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static boolean login(int port, String user, String password) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        boolean accepted = client.login(user, password);
        client.disconnect();
        return accepted;
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        int octet = socket.getInputStream().read();
        while (octet != -1 && octet != '\n') {
            line.append((char) octet);
            octet = socket.getInputStream().read();
        }
        return line.toString();
    }
}
