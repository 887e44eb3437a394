package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an account may do where, and how it may be logged in to.
class AccountRulesTest {

    private static final String PATH = "/tenants/north/accounts/bob";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @BeforeAll
    static void account() {
        node.tenant("north", 2);
        assertThat(node.operator()
                        .post(
                                "/tenants/north/accounts",
                                new JsonObject().put("user", "bob").put("password", "a long enough word"))
                        .status())
                .isEqualTo(201);
    }

    private static JsonObject changed(JsonObject patch) {
        ApiAnswer answer = node.operator().patch(PATH, patch);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(node.operator().get(PATH).json()).isEqualTo(answer.json());
        return answer.json();
    }

    @Test
    void where_it_may_do_what_is_read_back_as_it_was_set() {
        var rule = new JsonObject()
                .put("path", "/in")
                .put("permissions", new JsonArray().add("list").add("write"));
        var access = new JsonObject()
                .put("rules", new JsonArray().add(rule))
                .put("hidden", new JsonArray().add(".ht*"))
                .put("denied", new JsonArray().add("*.php"));
        assertThat(changed(new JsonObject().put("access", access)).getJsonObject("access"))
                .isEqualTo(access);
        assertThat(changed(new JsonObject().put("enabled", true)).getJsonObject("access"))
                .isEqualTo(access);
        assertThat(changed(new JsonObject().putNull("access")).containsKey("access"))
                .isFalse();
    }

    @Test
    void from_where_and_when_it_can_be_logged_in_to_is_read_back_as_it_was_set() {
        var hours = new JsonObject()
                .put("days", new JsonArray().add("monday").add("friday"))
                .put("from", "08:00")
                .put("to", "18:30");
        var login = new JsonObject()
                .put("allowedNetworks", new JsonArray().add("192.0.2.0/24").add("2001:db8::/32"))
                .put("deniedNetworks", new JsonArray().add("192.0.2.7"))
                .put("hours", new JsonArray().add(hours));
        JsonObject set = changed(new JsonObject().put("login", login).put("mustChangePassword", true));
        assertThat(set.getJsonObject("login")).isEqualTo(login);
        assertThat(set.getBoolean("mustChangePassword")).isTrue();
        JsonObject open = changed(new JsonObject().putNull("login").put("mustChangePassword", false));
        assertThat(open.containsKey("login")).isFalse();
        assertThat(open.getBoolean("mustChangePassword")).isFalse();
    }

    @Test
    void an_app_password_is_shown_once_and_ended() {
        String path = PATH + "/app-passwords";
        ApiAnswer made = node.operator()
                .post(
                        path,
                        new JsonObject()
                                .put("label", "camera")
                                .put("path", "/in")
                                .put("permissions", new JsonArray().add("list").add("write"))
                                .put("networks", new JsonArray().add("192.0.2.0/24")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().getString("secret")).startsWith("berth-app-");
        JsonObject listed = node.operator().get(path).json();
        assertThat(listed.encode()).doesNotContain(made.json().getString("secret"));
        JsonObject kept = made.json().copy();
        kept.remove("secret");
        assertThat(listed.getJsonArray("items")).containsExactly(kept);
        assertThat(node.operator()
                        .post(path, new JsonObject().put("label", "camera"))
                        .status())
                .isEqualTo(409);
        String one = path + "/" + kept.getLong("id");
        assertThat(node.operator().delete(one).status()).isEqualTo(204);
        assertThat(node.operator().delete(one).status()).isEqualTo(404);
    }

    @Test
    void a_folder_is_made_given_taken_and_removed() {
        String folders = "/tenants/north/folders";
        ApiAnswer made = node.operator()
                .post(folders, new JsonObject().put("name", "our team").put("directory", "/team"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String one = PATH + "/folders/our%20team";
        JsonObject terms = new JsonObject()
                .put("path", "/shared")
                .put("permissions", new JsonArray().add("list").add("read"));
        ApiAnswer given = node.operator().put(one, terms);
        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        assertThat(given.json()).isEqualTo(terms.put("folder", "our team").put("directory", "/team"));
        assertThat(node.operator().get(PATH + "/folders").json().getJsonArray("items"))
                .containsExactly(given.json());
        assertThat(node.operator().get(folders).json().getJsonArray("items"))
                .containsExactly(made.json().copy().put("accounts", 1));
        ApiAnswer nowhere = node.operator().put(one, new JsonObject().put("path", "/"));
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nowhere.raw().body()).contains("\"path\"");
        assertThat(node.operator().delete(one).status()).isEqualTo(204);
        assertThat(node.operator().delete(one).status()).isEqualTo(404);
        assertThat(node.operator().delete(folders + "/our%20team").status()).isEqualTo(204);
        assertThat(node.operator()
                        .put(one, new JsonObject().put("path", "/shared"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_second_factor_is_shown_once_and_ended() {
        String path = PATH + "/second-factor";
        assertThat(node.operator().get(path).status()).isEqualTo(404);
        ApiAnswer made = node.operator().post(path, new JsonObject());
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String secret = made.json().getString("secret");
        assertThat(secret).matches("[A-Z2-7]{32}");
        assertThat(made.json().getString("uri"))
                .isEqualTo("otpauth://totp/north:bob?secret=" + secret
                        + "&issuer=north&algorithm=SHA1&digits=6&period=30");
        ApiAnswer seen = node.operator().get(path);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.raw().body()).doesNotContain(secret);
        assertThat(node.operator().delete(path).status()).isEqualTo(204);
        assertThat(node.operator().delete(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"access":{"rules":[{"path":"in","permissions":[]}]}}                                    | access.rules.path
            {"access":{"rules":[{"path":"/a/../b","permissions":[]}]}}                               | access.rules.path
            {"access":{"rules":[{"path":"/a","permissions":[]},{"path":"/a","permissions":[]}]}}     | access.rules.path
            {"access":{"rules":[{"path":"/a","permissions":["fly"]}]}}         | access.rules[0].permissions[0]
            {"access":{"rules":[{"permissions":[]}]}}                          | access.rules[0].path
            {"access":{"hidden":["a/b"]}}                                      | access.hidden
            {"access":{"denied":[""]}}                                         | access.denied
            {"access":{"shown":[]}}                                            | access.shown
            {"access":"everything"}                                            | access
            {"login":{"allowedNetworks":["192.0.2.1/24"]}}                     | login.allowedNetworks[0]
            {"login":{"deniedNetworks":["host.example"]}}                      | login.deniedNetworks[0]
            {"login":{"hours":[{"from":"8","to":"18:00"}]}}                    | login.hours[0].from
            {"login":{"hours":[{"from":"08:00","to":"24:00"}]}}                | login.hours[0].to
            {"login":{"hours":[{"days":["someday"],"from":"08:00","to":"18:00"}]}} | login.hours[0].days[0]
            {"mustChangePassword":"yes"}                                       | mustChangePassword
            """)
    void what_breaks_a_rule_is_named(String patch, String field) {
        ApiAnswer answer = node.operator().patch(PATH, new JsonObject(patch));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.raw().body()).contains('"' + field + '"');
    }
}
