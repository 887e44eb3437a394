package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What new accounts get that are made without saying otherwise.
class AccountDefaultsTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static final JsonObject DEFAULTS = new JsonObject()
            .put("home", "/homes/{user}")
            .put("permissions", new JsonArray().add("list").add("read"))
            .put("mustChangePassword", true)
            .put(
                    "login",
                    new JsonObject()
                            .put("allowedNetworks", new JsonArray().add("192.0.2.0/24"))
                            .put("deniedNetworks", new JsonArray())
                            .put("hours", new JsonArray()))
            .put("expiresAfterDays", 30)
            .put("limits", new JsonObject().put("sessions", 5))
            .put("quota", new JsonObject().put("octets", 1_000));

    private static int tenants;
    private String tenant = "";

    @BeforeEach
    void tenant() {
        tenant = "usual" + ++tenants;
        node.tenant(tenant, 2);
    }

    private String path(String more) {
        return "/tenants/" + tenant + more;
    }

    private static JsonObject account(String user) {
        return new JsonObject().put("user", user).put("password", "a long password");
    }

    private JsonObject made(JsonObject account) {
        ApiAnswer made = node.operator().post(path("/accounts"), account);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json();
    }

    private void set(JsonObject defaults) {
        ApiAnswer set = node.operator().put(path("/account-defaults"), defaults);
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
        assertThat(set.json()).isEqualTo(defaults);
    }

    @Test
    void an_account_gets_what_its_request_does_not_say() {
        assertThat(node.operator().get(path("/account-defaults")).json()).isEqualTo(new JsonObject());
        set(DEFAULTS);
        assertThat(node.operator().get(path("/account-defaults")).json()).isEqualTo(DEFAULTS);
        JsonObject alice = made(account("alice"));
        assertThat(alice.getString("home")).isEqualTo("/homes/alice");
        assertThat(alice.getJsonArray("permissions")).isEqualTo(DEFAULTS.getJsonArray("permissions"));
        assertThat(alice.getBoolean("mustChangePassword")).isTrue();
        assertThat(alice.getJsonObject("login")).isEqualTo(DEFAULTS.getJsonObject("login"));
        assertThat(alice.getInstant("expires"))
                .isBetween(
                        Instant.now().plus(29, ChronoUnit.DAYS), Instant.now().plus(31, ChronoUnit.DAYS));
        assertThat(node.operator().get(path("/accounts/alice/limits")).json())
                .isEqualTo(new JsonObject().put("sessions", 5));
        assertThat(node.operator().get(path("/accounts/alice/quota")).json().getJsonObject("quota"))
                .isEqualTo(new JsonObject().put("octets", 1_000));
    }

    @Test
    void what_a_request_says_comes_first_and_null_is_said() {
        set(DEFAULTS);
        JsonObject bob = made(account("bob")
                .put("home", "/b")
                .put("mustChangePassword", false)
                .putNull("login")
                .putNull("expires"));
        assertThat(bob.getString("home")).isEqualTo("/b");
        assertThat(bob.getBoolean("mustChangePassword")).isFalse();
        assertThat(bob.containsKey("login")).isFalse();
        assertThat(bob.containsKey("expires")).isFalse();
    }

    @Test
    void a_change_reaches_no_account_that_is_there() {
        set(DEFAULTS);
        JsonObject before = made(account("alice"));
        set(new JsonObject());
        JsonObject after = node.operator().get(path("/accounts/alice")).json();
        assertThat(after).isEqualTo(before);
        assertThat(made(account("carol")).getString("home")).isEqualTo("/");
    }

    @Test
    void batches_get_them_unless_they_want_none() {
        set(DEFAULTS);
        var two = new JsonArray();
        for (String user : new String[] {"dora", "emil"}) {
            two.add(new JsonObject().put("user", user).put("hash", "$6$saltsalt$" + "x".repeat(86)));
        }
        ApiAnswer made = node.operator().post(path("/account-batches"), new JsonObject().put("accounts", two));
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
        assertThat(node.operator().get(path("/accounts/emil")).json().getString("home"))
                .isEqualTo("/homes/emil");
        assertThat(node.operator().get(path("/accounts/emil/limits")).json())
                .isEqualTo(new JsonObject().put("sessions", 5));
        var plain = new JsonObject()
                .put("defaults", false)
                .put("accounts", new JsonArray().add(two.getJsonObject(0).copy().put("user", "fritz")));
        assertThat(node.operator().post(path("/account-batches"), plain).status())
                .isEqualTo(200);
        assertThat(node.operator().get(path("/accounts/fritz")).json().getString("home"))
                .isEqualTo("/");
        assertThat(node.operator().get(path("/accounts/fritz/limits")).json()).isEqualTo(new JsonObject());
    }

    @Test
    void a_list_that_a_request_leaves_out_of_a_member_is_not_filled_in() {
        set(DEFAULTS);
        JsonObject bob = made(account("bob").put("login", new JsonObject().put("hours", new JsonArray())));
        assertThat(bob.containsKey("login")).isFalse();
    }

    @Test
    void no_name_makes_itself_a_home_in_what_is_there_for_others() {
        set(new JsonObject().put("home", "/{user}/files"));
        for (String directory : new String[] {"/team", "/deep/files/er"}) {
            var folder = new JsonObject().put("name", directory.substring(1, 5)).put("directory", directory);
            assertThat(node.operator().post(path("/folders"), folder).status()).isEqualTo(201);
        }
        assertThat(node.operator()
                        .put(path("/anonymous"), new JsonObject().put("home", "/public"))
                        .status())
                .isLessThan(300);
        for (String user : new String[] {"team", "deep", "public", "anonymous-uploads"}) {
            ApiAnswer refused = node.operator().post(path("/accounts"), account(user));
            assertThat(refused.status()).as(user).isEqualTo(409);
            assertThat(refused.raw().body()).contains("\"home\"");
            var one = new JsonObject().put("user", user).put("hash", "$6$saltsalt$" + "x".repeat(86));
            var batch = new JsonObject().put("accounts", new JsonArray().add(one));
            assertThat(node.operator().post(path("/account-batches"), batch).status())
                    .as(user)
                    .isEqualTo(409);
        }
        var _ = made(account("teams"));
        assertThat(made(account("team").put("home", "/other")).getString("home"))
                .isEqualTo("/other");
        set(new JsonObject().put("home", "/team/{user}"));
        assertThat(made(account("alice")).getString("home")).isEqualTo("/team/alice");
    }

    @Test
    void nonsense_is_refused_with_its_field() {
        JsonObject[] wrong = {
            new JsonObject().put("home", "../{user}"),
            new JsonObject().put("permissions", new JsonArray().add("everything")),
            new JsonObject().put("expiresAfterDays", 0),
            new JsonObject().put("limits", new JsonObject().put("sessionsPerAccount", 5)),
            new JsonObject().put("quota", new JsonObject().put("octets", -1)),
            new JsonObject().put("password", "everybody has the same")
        };
        for (JsonObject each : wrong) {
            ApiAnswer refused = node.operator().put(path("/account-defaults"), each);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
            assertThat(refused.raw().body())
                    .contains(each.fieldNames().iterator().next());
        }
        set(DEFAULTS);
        ApiAnswer inside = node.operator().post(path("/accounts"), account("alice/deep"));
        assertThat(inside.status()).isEqualTo(422);
        assertThat(inside.raw().body()).contains("home");
    }
}
