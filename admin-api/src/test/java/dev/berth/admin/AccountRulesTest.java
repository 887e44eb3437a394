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
        var rule = new JsonObject().put("path", "/in").put("permissions", new JsonArray().add("list").add("write"));
        var access = new JsonObject()
                .put("rules", new JsonArray().add(rule))
                .put("hidden", new JsonArray().add(".ht*"))
                .put("denied", new JsonArray().add("*.php"));
        assertThat(changed(new JsonObject().put("access", access)).getJsonObject("access")).isEqualTo(access);
        assertThat(changed(new JsonObject().put("enabled", true)).getJsonObject("access")).isEqualTo(access);
        assertThat(changed(new JsonObject().putNull("access")).containsKey("access")).isFalse();
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
            """)
    void what_breaks_a_rule_is_named(String patch, String field) {
        ApiAnswer answer = node.operator().patch(PATH, new JsonObject(patch));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.raw().body()).contains('"' + field + '"');
    }
}
