package dev.berth.admin.diagnosis;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.SessionId;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.diagnosis.Diagnosis;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Tenant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/// `/tenants/{tenant}/diagnosis` and what is below it: what this node has seen since it started.
public final class DiagnosisOperations {

    private final Directory directory;
    private final Diagnosis diagnosis;
    private final String node;

    /// @param node this node's id
    public DiagnosisOperations(Directory directory, Diagnosis diagnosis, String node) {
        this.directory = directory;
        this.diagnosis = diagnosis;
        this.node = node;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        var roles = Set.of(OPERATOR, AUDITOR, TENANT_ADMIN);
        return List.of(
                new Operation("getDiagnosis", roles, this::counts),
                new Operation("listFailures", roles, this::failures),
                new Operation("getSessionDiagnosis", roles, this::session));
    }

    private Future<Answer> counts(Call call) {
        return visible(call)
                .map(tenant -> Answer.ok(new JsonObject()
                        .put("node", node)
                        .put(
                                "networks",
                                new JsonArray(diagnosis.counts(tenant.id()).stream()
                                        .map(DiagnosisJson::counts)
                                        .toList()))));
    }

    private Future<Answer> failures(Call call) {
        return visible(call)
                .map(tenant -> Answer.ok(call.page()
                        .of(
                                diagnosis.failures(tenant.id()),
                                DiagnosisJson::place,
                                story -> DiagnosisJson.failure(node, story))));
    }

    private Future<Answer> session(Call call) {
        long number = SessionId.read(node, call.path().get("session")).orElseThrow(DiagnosisOperations::noSession);
        return visible(call)
                .map(tenant -> diagnosis
                        .session(tenant.id(), number)
                        .map(story -> Answer.ok(DiagnosisJson.story(node, story)))
                        .orElseThrow(DiagnosisOperations::noSession));
    }

    private Future<Tenant> visible(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant()).map(Berth::tenant);
    }

    private static Problem noSession() {
        return Problem.of(Kind.NOT_FOUND, "There is no such session, or what it did is forgotten");
    }
}
