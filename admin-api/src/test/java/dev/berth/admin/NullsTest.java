package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Null in a merge patch means something only where the contract says so; the members come from the contract.
class NullsTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    private static final ContractSchemas SCHEMAS = new ContractSchemas();

    @BeforeAll
    static void things() {
        node.tenant("acme", 2);
        made("/tenants/acme/accounts", new JsonObject().put("user", "anne").put("password", "a long enough word"));
        made("/plans", new JsonObject().put("name", "small"));
        made(
                "/endpoints",
                new JsonObject()
                        .put("name", "shared")
                        .put("listeners", new JsonArray().add(new JsonObject().put("port", FreePorts.block(1)))));
        made(
                "/administrators",
                new JsonObject()
                        .put("name", "olga")
                        .put("password", "Pa55 that is long")
                        .put("role", "operator"));
    }

    private static void made(String path, JsonObject body) {
        ApiAnswer answer = node.operator().post(path, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private record Member(String path, List<String> names, boolean nullable) {

        JsonObject patch() {
            JsonObject patch = new JsonObject().putNull(names.getLast());
            for (String outer : names.reversed().subList(1, names.size())) {
                patch = new JsonObject().put(outer, patch);
            }
            return patch;
        }
    }

    @TestFactory
    Stream<DynamicTest> null_is_refused_for_what_the_contract_does_not_call_nullable() {
        return members().stream()
                .map(member -> DynamicTest.dynamicTest(
                        member.path() + " " + String.join(".", member.names()), () -> holds(member)));
    }

    private static void holds(Member member) {
        String before = node.operator().get(member.path()).toString();
        ApiAnswer answer = node.operator().patch(member.path(), member.patch());
        JsonObject fault = new JsonObject()
                .put("field", String.join(".", member.names()))
                .put("value", "null")
                .put("rule", "must not be null");
        if (member.nullable()) {
            assertThat(answer.raw().body()).doesNotContain("must not be null");
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.json().getJsonArray("errors")).containsExactly(fault);
            assertThat(node.operator().get(member.path())).hasToString(before);
        }
    }

    @Test
    void all_such_members_are_told_of_at_once() {
        ApiAnswer answer = node.operator()
                .patch(
                        "/tenants/acme/accounts/anne",
                        new JsonObject()
                                .putNull("enabled")
                                .putNull("permissions")
                                .putNull("expires"));
        assertThat(answer.refusal()).contains("enabled", "permissions").doesNotContain("expires");
    }

    @Test
    void the_walk_meets_every_kind_of_member() {
        assertThat(members()).extracting(Member::nullable).contains(true, false);
        assertThat(members())
                .extracting(member -> String.join(".", member.names()))
                .contains(
                        "enabled",
                        "password",
                        "schedule.until",
                        "passive.ports",
                        "access.hidden",
                        "sharedPool",
                        "blocked");
    }

    private static List<Member> members() {
        List<Member> members = new ArrayList<>();
        SCHEMAS.paths().forEach(path -> {
            if (((JsonObject) path.getValue()).getValue("patch") instanceof JsonObject operation) {
                JsonObject schema = operation
                        .getJsonObject("requestBody")
                        .getJsonObject("content")
                        .getJsonObject("application/merge-patch+json")
                        .getJsonObject("schema");
                collect(real(path.getKey()), schema, List.of(), members);
            }
        });
        return members;
    }

    private static void collect(String path, JsonObject schema, List<String> outer, List<Member> members) {
        SCHEMAS.properties(schema).forEach((name, member) -> {
            List<String> names = Stream.concat(outer.stream(), Stream.of(name)).toList();
            members.add(new Member(path, names, SCHEMAS.isNullable(member)));
            if (!SCHEMAS.isList(member)) {
                collect(path, member, names, members);
            }
        });
    }

    private static String real(String path) {
        return path.replace("{tenant}", "acme")
                .replace("{user}", "anne")
                .replace("{endpoint}", "shared")
                .replace("{plan}", "small")
                .replace("{administrator}", "olga");
    }
}
