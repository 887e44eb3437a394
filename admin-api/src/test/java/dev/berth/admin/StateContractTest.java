package dev.berth.admin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever the API lets anybody set is in the state, or is left out of it on purpose.
class StateContractTest {

    /// Where in the state it is what an operation sets.
    private static final Map<String, String> PLACES = Map.ofEntries(
            entry("createTenant", "tenants"),
            entry("changeTenant", "tenants"),
            entry("setPassive", "tenants.passive"),
            entry("setData", "tenants.data"),
            entry("setTls", "tenants.tls"),
            entry("putCertificate", "tenants.certificates"),
            entry("setManners", "tenants.manners"),
            entry("setTenantQuota", "tenants.quota"),
            entry("setTenantLimits", "tenants.limits"),
            entry("setAuditRetention", "tenants.auditRetention"),
            entry("createFolder", "tenants.folders"),
            entry("setAnonymous", "tenants.anonymous"),
            entry("createAccounts", "tenants"),
            entry("createAccount", "tenants.accounts"),
            entry("setAccountDefaults", "tenants.accountDefaults"),
            entry("changeAccount", "tenants.accounts"),
            entry("setAccountQuota", "tenants.accounts.quota"),
            entry("setAccountLimits", "tenants.accounts.limits"),
            entry("createAppPassword", "tenants.accounts.appPasswords"),
            entry("setAccountFolder", "tenants.accounts.folders"),
            entry("createEndpoint", "endpoints"),
            entry("changeEndpoint", "endpoints"),
            entry("putEndpointCertificate", "endpoints.certificates"),
            entry("createPlan", "plans"),
            entry("changePlan", "plans"));

    /// What is no state: who may call the API, what goes on, and what a node does for a while.
    private static final Set<String> NO_STATE = Set.of(
            "applyState",
            "login",
            "setOwnPassword",
            "createToken",
            "createAdministrator",
            "changeAdministrator",
            "addBan",
            "drainNode",
            "resumeNode",
            "messageSession",
            "recountTenant",
            "recountAccount",
            "beginExamination",
            "createSecondFactor"); // random by itself; the state has secondFactor and sealedFactor

    /// What only tells how something is brought.
    private static final Set<String> MANNER_OF_BRINGING = Set.of(
            "createAccounts.all",
            "createAccounts.defaults",
            "putCertificate.pem",
            "putCertificate.pkcs12",
            "putCertificate.password",
            "putEndpointCertificate.pem",
            "putEndpointCertificate.pkcs12",
            "putEndpointCertificate.password");

    private final ContractSchemas schemas = new ContractSchemas();

    @Test
    void every_member_of_what_can_be_set_is_in_the_state() {
        List<String> missing = new ArrayList<>();
        schemas.paths().forEach(path -> {
            for (String method : List.of("put", "post", "patch")) {
                if (((JsonObject) path.getValue()).getValue(method) instanceof JsonObject operation) {
                    compare(operation, missing);
                }
            }
        });
        missing.removeAll(MANNER_OF_BRINGING);
        assertThat(missing)
                .as("what openapi.yaml lets be set and the schema State does not carry: add it there and to a Section")
                .isEmpty();
    }

    private void compare(JsonObject operation, List<String> missing) {
        String id = operation.getString("operationId");
        String place = PLACES.get(id);
        if (place == null) {
            if (!NO_STATE.contains(id)) {
                missing.add(id);
            }
            return;
        }
        JsonObject state = schemas.named("State");
        for (String member : place.split("\\.", -1)) {
            state = schemas.properties(state).getOrDefault(member, new JsonObject());
        }
        compare(id, body(operation), state, missing);
    }

    private void compare(String at, JsonObject given, JsonObject state, List<String> missing) {
        Map<String, JsonObject> known = schemas.properties(state);
        schemas.properties(given).forEach((name, property) -> {
            JsonObject there = known.get(name);
            if (there == null) {
                missing.add(at + "." + name);
            } else {
                compare(at + "." + name, property, there, missing);
            }
        });
    }

    private static JsonObject body(JsonObject operation) {
        JsonObject content = operation.getJsonObject("requestBody").getJsonObject("content");
        return content.getJsonObject(content.fieldNames().iterator().next()).getJsonObject("schema");
    }
}
