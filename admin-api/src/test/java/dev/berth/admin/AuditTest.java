package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What clients and administrators do is found in the audit record, by those who may read it.
class AuditTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static final String PASSWORD = "a long enough word";
    private static final String PATH = "/tenants/watched/audit";

    @BeforeAll
    static void session() throws IOException {
        int port = node.tenant("watched", 2);
        node.tenant("other", 2);
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/watched/accounts",
                        new JsonObject()
                                .put("user", "demo")
                                .put("password", PASSWORD)
                                .put(
                                        "permissions",
                                        new JsonArray(List.of(
                                                "list",
                                                "read",
                                                "write",
                                                "delete",
                                                "rename",
                                                "make-directory",
                                                "change-facts"))));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("demo", "wrong")).isFalse();
        assertThat(client.login("demo", PASSWORD)).isTrue();
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        assertThat(client.storeFile("a b", new ByteArrayInputStream(new byte[1234])))
                .isTrue();
        assertThat(client.retrieveFile("a b", OutputStream.nullOutputStream())).isTrue();
        assertThat(client.listNames()).hasSize(1);
        assertThat(client.retrieveFile("none", OutputStream.nullOutputStream())).isFalse();
        assertThat(client.makeDirectory("d")).isTrue();
        assertThat(client.rename("a b", "d/c")).isTrue();
        assertThat(client.sendSiteCommand("CHMOD 600 d/c")).isTrue();
        assertThat(client.sendSiteCommand("COPY \"d/c\" \"d/e\"")).isTrue();
        assertThat(client.deleteFile("d/c")).isTrue();
        assertThat(client.removeDirectory("d")).isFalse();
        client.disconnect();
        ApiClient foreign = node.client(Role.TENANT_ADMIN, Optional.of("other"));
        assertThat(foreign.put("/tenants/watched/limits", new JsonObject()).status())
                .isIn(403, 404);
        assertThat(foreign.patch("/tenants/watched", new JsonObject().put("name", "Ours"))
                        .status())
                .isIn(403, 404);
        assertThat(foreign.delete("/tenants/watched/accounts/demo").status()).isEqualTo(404);
        assertThat(node.client("berth_wrong").get(PATH).status()).isEqualTo(401);
        awaited();
    }

    /// The last of what was done is written within a second or so.
    private static void awaited() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (items(node.operator().get("/audit?operation=authenticate")).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static List<JsonObject> items(String query) {
        return items(node.operator().get(PATH + query));
    }

    private static List<JsonObject> items(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static String told(JsonObject item) {
        return item.getString("operation") + " " + item.getString("result") + " " + item.getInteger("code") + " "
                + item.getJsonArray("paths", new JsonArray()).encode();
    }

    @Test
    void an_operation_that_no_record_is_of_is_named_with_those_that_there_are() {
        ApiAnswer answer = node.operator().get("/audit?operation=foo");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.refusal()).contains("operation = foo", "upload", "setPassive", "recount", "authenticate");
        for (String known : List.of("login", "upload", "createTenant", "account-batch", "authenticate", "ban")) {
            assertThat(node.operator().get("/audit?operation=" + known).status())
                    .as(known)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_session_is_told_with_its_refusals() {
        assertThat(items("?actor=demo").reversed())
                .extracting(AuditTest::told)
                .containsExactly(
                        "login refused 530 []",
                        "login done 230 []",
                        "upload done 226 [\"/a b\"]",
                        "download done 226 [\"/a b\"]",
                        "download refused 550 [\"/none\"]",
                        "make-directory done 257 [\"/d\"]",
                        "rename done 250 [\"/a b\",\"/d/c\"]",
                        "change-mode done 200 [\"/d/c\"]",
                        "copy done 250 [\"/d/c\",\"/d/e\"]",
                        "delete done 250 [\"/d/c\"]",
                        "remove-directory refused 550 [\"/d\"]");
    }

    @Test
    void each_says_who_and_from_where() {
        JsonObject upload = items("?operation=upload").getFirst();
        assertThat(upload.getString("tenant")).isEqualTo("watched");
        assertThat(upload.getString("client")).isEqualTo("127.0.0.1");
        assertThat(upload.getString("node")).isEqualTo("under-test");
        assertThat(upload.getString("session")).matches("under-test-\\d{15}");
        assertThat(upload.getLong("octets")).isEqualTo(1234);
    }

    @Test
    void changes_by_the_api_belong_to_their_tenant() {
        JsonObject made = items("?operation=createAccount").getFirst();
        assertThat(made.getString("result")).isEqualTo("done");
        assertThat(made.getInteger("code")).isEqualTo(201);
        assertThat(made.getString("client")).isEqualTo("127.0.0.1");
        assertThat(made.getJsonArray("paths")).containsExactly("/api/v1/tenants/watched/accounts");
        assertThat(made.getString("actor")).isNotEmpty();
    }

    @Test
    void filters_take_out() {
        assertThat(items("?actor=demo&result=refused")).hasSize(3);
        assertThat(items("?actor=demo&client=127.0.0.1&operation=download")).hasSize(2);
        assertThat(items("?client=192.0.2.1")).isEmpty();
        String at = items("?operation=make-directory").getFirst().getString("at");
        assertThat(items("?actor=demo&from=" + at)).hasSize(6);
        assertThat(items("?actor=demo&until=" + at)).hasSize(5);
        ApiAnswer wrong = node.operator().get(PATH + "?from=yesterday&client=here");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.refusal()).contains("from", "client");
        assertThat(node.operator().get(PATH + "?result=DONE").refusal()).contains("result");
    }

    @Test
    void pages_follow_each_other() {
        List<String> told = new ArrayList<>();
        String after = "";
        do {
            JsonObject page =
                    node.operator().get(PATH + "?actor=demo&limit=3" + after).json();
            page.getJsonArray("items").forEach(item -> told.add(told((JsonObject) item)));
            after = page.containsKey("next") ? "&after=" + page.getString("next") : "";
        } while (!after.isEmpty());
        assertThat(told)
                .isEqualTo(items("?actor=demo").stream().map(AuditTest::told).toList());
    }

    @Test
    void a_tenant_sees_its_own_and_the_operator_sees_all() {
        var own = node.client(Role.TENANT_ADMIN, Optional.of("watched"));
        var foreign = node.client(Role.TENANT_ADMIN, Optional.of("other"));
        assertThat(items(own.get(PATH + "?actor=demo"))).hasSize(11);
        assertThat(foreign.get(PATH).status()).isEqualTo(404);
        assertThat(items(foreign.get("/tenants/other/audit?actor=demo"))).isEmpty();
        assertThat(node.client(Role.AUDITOR, Optional.of("watched"))
                        .get("/audit")
                        .status())
                .isEqualTo(403);
        assertThat(items(node.client(Role.AUDITOR, Optional.empty()).get("/audit?actor=demo")))
                .hasSize(11);
        assertThat(items(node.operator().get("/audit?operation=createTenant"))).hasSize(2);
    }

    @Test
    void a_wrong_token_is_told_to_those_who_see_all() {
        JsonObject refused =
                items(node.operator().get("/audit?operation=authenticate")).getFirst();
        assertThat(told(refused)).isEqualTo("authenticate refused 401 [\"/api/v1" + PATH + "\"]");
        assertThat(refused.containsKey("tenant")).isFalse();
        assertThat(items("?operation=authenticate")).isEmpty();
    }

    @Test
    void nobody_writes_into_the_record_of_another_tenant() {
        assertThat(items("?result=refused"))
                .extracting(AuditTest::told)
                .noneMatch(told -> told.contains("/tenants/watched"));
        assertThat(items(node.operator().get("/audit?operation=deleteAccount"))).hasSize(1);
    }

    @Test
    void nobody_removes_a_record() {
        assertThat(node.operator().delete(PATH).status()).isEqualTo(405);
        assertThat(node.operator().delete("/audit").status()).isEqualTo(405);
    }

    @Test
    void the_retention_is_the_operators() {
        String path = PATH + "/retention";
        assertThat(node.operator().get(path).json()).isEqualTo(new JsonObject());
        assertThat(node.operator().put(path, new JsonObject().put("days", 7)).status())
                .isEqualTo(200);
        assertThat(node.operator().get(path).json()).isEqualTo(new JsonObject().put("days", 7));
        assertThat(node.operator().put(path, new JsonObject().put("days", 0)).status())
                .isEqualTo(422);
        assertThat(node.client(Role.TENANT_ADMIN, Optional.of("watched"))
                        .put(path, new JsonObject())
                        .status())
                .isEqualTo(403);
        assertThat(node.operator().put(path, new JsonObject()).json()).isEqualTo(new JsonObject());
    }
}
