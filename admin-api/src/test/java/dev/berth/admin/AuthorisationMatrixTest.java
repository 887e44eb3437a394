package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every operation of the contract, for every role, on what is the caller's own and on what is somebody else's. The
/// expectations stand here a second time, on purpose: who changes the table of an operation changes them as well.
class AuthorisationMatrixTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    private static final Map<String, ApiClient> CALLERS = new HashMap<>();

    /// Which callers may call an operation. `o` operator, `a` auditor of all, `A` auditor of a tenant, `T` tenant
    /// administrator.
    private static final Map<String, String> MAY = Map.ofEntries(
            Map.entry("listTenants", "oaAT"),
            Map.entry("createTenant", "o"),
            Map.entry("getTenant", "oaAT"),
            Map.entry("changeTenant", "o"),
            Map.entry("deleteTenant", "o"),
            Map.entry("setPassive", "o"),
            Map.entry("getManners", "oaAT"),
            Map.entry("setManners", "oT"),
            Map.entry("getAccountDefaults", "oaAT"),
            Map.entry("setAccountDefaults", "oT"),
            Map.entry("listAccounts", "oaAT"),
            Map.entry("createAccount", "oT"),
            Map.entry("getAccount", "oaAT"),
            Map.entry("changeAccount", "oT"),
            Map.entry("deleteAccount", "oT"),
            Map.entry("listAppPasswords", "oaAT"),
            Map.entry("createAppPassword", "oT"),
            Map.entry("revokeAppPassword", "oT"),
            Map.entry("listFolders", "oaAT"),
            Map.entry("createFolder", "oT"),
            Map.entry("getFolder", "oaAT"),
            Map.entry("deleteFolder", "oT"),
            Map.entry("listAccountFolders", "oaAT"),
            Map.entry("getAccountFolder", "oaAT"),
            Map.entry("setAccountFolder", "oT"),
            Map.entry("removeAccountFolder", "oT"),
            Map.entry("getSecondFactor", "oaAT"),
            Map.entry("createSecondFactor", "oT"),
            Map.entry("deleteSecondFactor", "oT"),
            Map.entry("getAnonymous", "oaAT"),
            Map.entry("setAnonymous", "oT"),
            Map.entry("deleteAnonymous", "oT"),
            Map.entry("getData", "oaAT"),
            Map.entry("setData", "o"),
            Map.entry("beginExamination", "oT"),
            Map.entry("explainAddress", "oaAT"),
            Map.entry("getDiagnosis", "oaAT"),
            Map.entry("listFailures", "oaAT"),
            Map.entry("getSessionDiagnosis", "oaAT"),
            Map.entry("createAccounts", "oT"),
            Map.entry("exportState", "o"),
            Map.entry("applyState", "o"),
            Map.entry("listJobs", "oaAT"),
            Map.entry("getJob", "oaAT"),
            Map.entry("cancelJob", "oT"),
            Map.entry("getTls", "oaAT"),
            Map.entry("setTls", "oT"),
            Map.entry("listCertificates", "oaAT"),
            Map.entry("getCertificate", "oaAT"),
            Map.entry("putCertificate", "oT"),
            Map.entry("deleteCertificate", "oT"),
            Map.entry("listEndpointCertificates", "oa"),
            Map.entry("getEndpointCertificate", "oa"),
            Map.entry("putEndpointCertificate", "o"),
            Map.entry("deleteEndpointCertificate", "o"),
            Map.entry("listEndpoints", "oa"),
            Map.entry("createEndpoint", "o"),
            Map.entry("getEndpoint", "oa"),
            Map.entry("getBalancerConfiguration", "o"),
            Map.entry("changeEndpoint", "o"),
            Map.entry("deleteEndpoint", "o"),
            Map.entry("listPlans", "oa"),
            Map.entry("createPlan", "o"),
            Map.entry("getPlan", "oa"),
            Map.entry("changePlan", "o"),
            Map.entry("deletePlan", "o"),
            Map.entry("listPlanVersions", "oa"),
            Map.entry("getTenantTerms", "oaAT"),
            Map.entry("getTenantQuota", "oaAT"),
            Map.entry("setTenantQuota", "o"),
            Map.entry("recountTenant", "oT"),
            Map.entry("recountAccount", "oT"),
            Map.entry("getAccountQuota", "oaAT"),
            Map.entry("setAccountQuota", "oT"),
            Map.entry("getTenantLimits", "oaAT"),
            Map.entry("setTenantLimits", "o"),
            Map.entry("getAccountLimits", "oaAT"),
            Map.entry("setAccountLimits", "oT"),
            Map.entry("listSessions", "oaAT"),
            Map.entry("getSession", "oaAT"),
            Map.entry("endSession", "oT"),
            Map.entry("messageSession", "oT"),
            Map.entry("listBans", "oaAT"),
            Map.entry("addBan", "oT"),
            Map.entry("getBan", "oaAT"),
            Map.entry("liftBan", "oT"),
            Map.entry("streamEvents", "oaAT"),
            Map.entry("listAudit", "oa"),
            Map.entry("listTenantAudit", "oaAT"),
            Map.entry("getAuditRetention", "oaAT"),
            Map.entry("setAuditRetention", "o"),
            Map.entry("readMetrics", "oa"),
            Map.entry("listNodes", "oa"),
            Map.entry("getNode", "oa"),
            Map.entry("drainNode", "o"),
            Map.entry("resumeNode", "o"),
            Map.entry("login", "oaAT"),
            Map.entry("getCaller", "oaAT"),
            Map.entry("setOwnPassword", "oaAT"),
            Map.entry("listAdministrators", "oaAT"),
            Map.entry("createAdministrator", "oT"),
            Map.entry("getAdministrator", "oaAT"),
            Map.entry("changeAdministrator", "oT"),
            Map.entry("deleteAdministrator", "oT"),
            Map.entry("listTokens", "oaAT"),
            Map.entry("createToken", "oT"),
            Map.entry("getToken", "oaAT"),
            Map.entry("revokeToken", "oT"));

    /// Callers whose role is that of another one of this table. `O`, `T2` and `A2` have logged in; `R` has a token
    /// for reading only, `W` one for the accounts, `S` one for reading sessions, `E` one for a single operation.
    private static final Map<String, String> LIKE =
            Map.of("O", "o", "T2", "T", "A2", "A", "R", "o", "W", "T", "S", "T", "E", "o");

    /// @param conditional whether it takes If-Match
    private record Contracted(String id, String method, String path, List<String> tags, boolean conditional) {

        boolean reads() {
            return method.equals("GET");
        }
    }

    @BeforeAll
    static void callers() {
        node.tenant("own", 2);
        node.tenant("foreign", 2);
        CALLERS.put("o", node.operator());
        CALLERS.put("a", node.client(Role.AUDITOR, Optional.empty()));
        CALLERS.put("A", node.client(Role.AUDITOR, Optional.of("own")));
        CALLERS.put("T", node.client(Role.TENANT_ADMIN, Optional.of("own")));
        CALLERS.put("O", node.login(Role.OPERATOR, Optional.empty()));
        CALLERS.put("T2", node.login(Role.TENANT_ADMIN, Optional.of("own")));
        CALLERS.put("A2", node.login(Role.AUDITOR, Optional.of("own")));
        CALLERS.put("R", node.client(Role.OPERATOR, Optional.empty(), "read"));
        CALLERS.put("W", node.client(Role.TENANT_ADMIN, Optional.of("own"), "write:accounts"));
        CALLERS.put("S", node.client(Role.TENANT_ADMIN, Optional.of("own"), "read:sessions"));
        CALLERS.put("E", node.client(Role.OPERATOR, Optional.empty(), "endSession"));
    }

    @Test
    void every_operation_is_in_this_table() {
        Set<String> contracted = new TreeSet<>();
        operations().forEach(operation -> contracted.add(operation.id()));
        assertThat(contracted).isEqualTo(new TreeSet<>(MAY.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> matrix() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Contracted operation : operations()) {
            for (String caller : CALLERS.keySet()) {
                String role = LIKE.getOrDefault(caller, caller);
                boolean may = MAY.getOrDefault(operation.id(), "").contains(role) && isIn(operation, caller);
                tests.add(DynamicTest.dynamicTest(
                        operation.id() + " by " + caller, () -> assertAllowed(operation, caller, may)));
                if (may && operation.path().contains("{tenant}") && "AT".contains(role)) {
                    tests.add(DynamicTest.dynamicTest(
                            operation.id() + " by " + caller + " on a foreign tenant",
                            () -> assertHidden(operation, caller)));
                }
            }
        }
        return tests.stream();
    }

    /// Whether the caller's token is not limited to something else.
    private static boolean isIn(Contracted operation, String caller) {
        return operation.id().equals("login")
                || switch (caller) {
                    case "R" -> operation.reads();
                    case "W" -> operation.tags().contains("accounts");
                    case "S" -> operation.reads() && operation.tags().contains("sessions");
                    case "E" -> operation.id().equals("endSession");
                    default -> true;
                };
    }

    @Test
    void nobody_without_a_token_comes_further_than_the_login() {
        CALLERS.put("nobody", node.client(""));
        for (Contracted operation : operations()) {
            assertThat(call(operation, "nobody", "own").status())
                    .as(operation.id())
                    .isEqualTo(operation.id().equals("login") ? 422 : 401);
        }
        CALLERS.remove("nobody");
    }

    /// With a body that is refused, so that nothing changes: what matters is whether it came so far.
    private static void assertAllowed(Contracted operation, String caller, boolean may) {
        ApiAnswer answer = call(operation, caller, "own");
        if (may) {
            assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403, 405, 500);
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        }
    }

    private static void assertHidden(Contracted operation, String caller) {
        ApiAnswer foreign = call(operation, caller, "foreign");
        ApiAnswer missing = call(operation, caller, "nobody");
        assertThat(foreign.status())
                .as(foreign.toString())
                .isEqualTo(missing.status())
                .isIn(404, 422);
        assertThat(foreign.raw().body()).isEqualTo(missing.raw().body());
        node.recorded()
                .assertSameWay(() -> call(operation, caller, "foreign"), () -> call(operation, caller, "nobody"));
    }

    private static ApiAnswer call(Contracted operation, String caller, String tenant) {
        String path = operation
                .path()
                .replace("{tenant}", tenant)
                .replace("{token}", "999999999")
                .replace("{administrator}", "999999999")
                .replace("{password}", "999999999")
                .replaceAll("\\{[^}]+\\}", "nothing")
                // A stream that is granted would have no end.
                .replaceAll("^/events$", "/events?type=nothing");
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type",
                operation.method().equals("PATCH") ? "application/merge-patch+json" : "application/json"));
        if (operation.conditional()) { // a removal of what is there would be one: here is the ETag of something else
            headers.put("If-Match", "\"0\"");
        }
        return CALLERS.get(caller)
                .call(
                        operation.method(),
                        path,
                        headers,
                        operation.method().equals("GET") || operation.method().equals("DELETE")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString("{\"no such member\":1}"));
    }

    private static List<Contracted> operations() {
        List<Contracted> operations = new ArrayList<>();
        Contract.read()
                .getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(member -> {
                    if (member.getValue() instanceof JsonObject operation && operation.containsKey("operationId")) {
                        operations.add(new Contracted(
                                operation.getString("operationId"),
                                member.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                operation.getJsonArray("tags").stream()
                                        .map(String::valueOf)
                                        .toList(),
                                operation.encode().contains("parameters/ifMatch")));
                    }
                }));
        return operations;
    }
}
