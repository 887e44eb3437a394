package dev.berth.admin.certificates;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.certificate.Certificate;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.Certificates;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/tls`, and `certificates` of tenants and endpoints.
public final class CertificateOperations {

    private final Directory directory;
    private final Alterations alterations;
    private final Certificates certificates;
    private final Changes changes;

    public CertificateOperations(
            Directory directory, Alterations alterations, Certificates certificates, Changes changes) {
        this.directory = directory;
        this.alterations = alterations;
        this.certificates = certificates;
        this.changes = changes;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("getTls", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::policy),
                new Operation("setTls", Set.of(OPERATOR, TENANT_ADMIN), this::setPolicy),
                new Operation(
                        "listCertificates", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), call -> list(call, this::mine)),
                new Operation("getCertificate", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), call -> get(call, this::mine)),
                new Operation("putCertificate", Set.of(OPERATOR, TENANT_ADMIN), call -> put(call, this::mine))
                        .inTurns(),
                new Operation("deleteCertificate", Set.of(OPERATOR, TENANT_ADMIN), call -> delete(call, this::mine))
                        .inTurns(),
                new Operation(
                        "listEndpointCertificates", Set.of(OPERATOR, AUDITOR), call -> list(call, this::ofEndpoint)),
                new Operation("getEndpointCertificate", Set.of(OPERATOR, AUDITOR), call -> get(call, this::ofEndpoint)),
                new Operation("putEndpointCertificate", Set.of(OPERATOR), call -> put(call, this::ofSharedEndpoint))
                        .inTurns(),
                new Operation("deleteEndpointCertificate", Set.of(OPERATOR), call -> delete(call, this::ofEndpoint))
                        .inTurns());
    }

    /// Whose certificates a call is about.
    @FunctionalInterface
    private interface Owner {
        Future<CertificateOwner> of(Call call);
    }

    private Future<Answer> policy(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> alterations.tenant(berth.tenant().slug()))
                .compose(now -> certificates
                        .policy(now.value().tenant().id())
                        .map(policy -> Answer.ok(CertificateFields.json(policy)).tagged(now.revision())));
    }

    private Future<Answer> setPolicy(Call call) {
        var wanted = Fields.read(call.body(), CertificateFields::policy);
        return tenant(call)
                .compose(tenant -> certificates.setPolicy(tenant, wanted, call.seen()))
                .compose(done -> changed(
                                new JsonObject().put("tls", CertificateFields.json(done.value())),
                                done.revision(),
                                Optional.of(call.tenant()),
                                call)
                        .map(body -> Answer.ok(body).tagged(done.revision())));
    }

    private Future<Answer> list(Call call, Owner owner) {
        return owner.of(call)
                .compose(certificates::of)
                .map(all -> Answer.ok(call.page().of(all, Certificate::name, CertificateFields::json)));
    }

    private Future<Answer> get(Call call, Owner owner) {
        return owner.of(call).compose(of -> read(of, call));
    }

    private Future<Answer> read(CertificateOwner owner, Call call) {
        String name = call.path().get("certificate");
        return certificates
                .of(owner)
                .map(all -> all.stream()
                        .filter(certificate -> certificate.name().equals(name))
                        .findFirst()
                        .map(certificate ->
                                Answer.ok(CertificateFields.json(certificate)).tagged(tag(owner, certificate)))
                        .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such certificate")));
    }

    private static long tag(CertificateOwner owner, Certificate certificate) {
        return Condition.revision(owner, CertificateFields.json(certificate));
    }

    private Future<Answer> put(Call call, Owner owner) {
        var brought = Fields.read(call.body(), CertificateFields::certificate);
        return owner.of(call)
                .compose(of -> Condition.requireThere(call, () -> read(of, call))
                        .compose(_ -> certificates.put(of, call.path().get("certificate"), brought))
                        .compose(done -> changed(
                                        new JsonObject().put("certificate", CertificateFields.json(done.value())),
                                        done.revision(),
                                        slug(call, of),
                                        call)
                                .map(body -> Answer.ok(body).tagged(tag(of, done.value())))));
    }

    private Future<Answer> delete(Call call, Owner owner) {
        return owner.of(call)
                .compose(of -> Condition.require(call, () -> read(of, call))
                        .compose(_ -> certificates.remove(of, call.path().get("certificate")))
                        .compose(revision -> changed(new JsonObject(), revision, slug(call, of), call)))
                .map(Answer::ok);
    }

    private Future<JsonObject> changed(JsonObject body, long revision, Optional<Slug> tenant, Call call) {
        return changes.announce(revision, tenant)
                .map(applied -> new NodeStates(tenant, Set.of())
                        .answer(body, call.caller(), revision, changes.node(), applied));
    }

    private Future<TenantId> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id());
    }

    private Future<CertificateOwner> mine(Call call) {
        return tenant(call).map(CertificateOwner.OfTenant::new);
    }

    private Future<CertificateOwner> ofEndpoint(Call call) {
        if (call.caller().tenant().isPresent()) {
            throw Problem.of(Kind.FORBIDDEN, "An auditor of one tenant does not see the endpoints");
        }
        return alterations
                .endpoint(call.path().get("endpoint"))
                .map(now -> new CertificateOwner.OfEndpoint(now.value().id()));
    }

    /// A handshake on a tenant's own listeners is for that tenant, whose certificates are its own.
    private Future<CertificateOwner> ofSharedEndpoint(Call call) {
        return ofEndpoint(call)
                .compose(owner -> alterations
                        .endpoint(call.path().get("endpoint"))
                        .map(now -> {
                            if (now.value().owner().isPresent()) {
                                throw Problem.conflict(List.of(FieldFault.of(
                                        "endpoint",
                                        now.value().name(),
                                        "belongs to one tenant; give the certificate to that tenant")));
                            }
                            return owner;
                        }));
    }

    private static Optional<Slug> slug(Call call, CertificateOwner owner) {
        return owner instanceof CertificateOwner.OfTenant ? Optional.of(call.tenant()) : Optional.empty();
    }
}
