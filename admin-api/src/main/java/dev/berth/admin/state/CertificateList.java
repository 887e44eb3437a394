package dev.berth.admin.state;

import dev.berth.admin.certificates.CertificateFields;
import dev.berth.admin.problem.Fields;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.Certificates;
import dev.berth.certificate.NewCertificate;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The certificates of a tenant or an endpoint, by name: which they are, and their chains and sealed keys. One without
/// these is a reference to one that must be there.
///
/// @param certificates knows them
record CertificateList(Certificates certificates) {

    /// Its member in the document.
    static final String MEMBER = "certificates";

    private static final String FINGERPRINT = "fingerprint";
    private static final String CHAIN = "chain";
    private static final String KEY = "sealedKey";

    /// Whose they are.
    ///
    /// @param field in the document, such as `endpoints[town]`
    /// @param name such as `endpoint town`
    /// @param path its parameter in paths
    /// @param put the operation that gives it one
    /// @param delete the operation that takes one away
    record Owner(String field, String name, Map<String, String> path, String put, String delete) {

        private Map<String, String> path(String certificate) {
            Map<String, String> all = new HashMap<>(path);
            all.put("certificate", certificate);
            return all;
        }

        private String of(String certificate) {
            return "certificate " + certificate + " of " + name;
        }

        private String at(String certificate, String member) {
            return Steps.at(field + "." + MEMBER, certificate) + "." + member;
        }
    }

    /// What there is of one owner.
    Future<JsonArray> read(CertificateOwner owner, boolean hashes) {
        return certificates
                .sealed(owner)
                .map(all -> new JsonArray(all.stream()
                        .map(each -> new JsonObject()
                                .put("name", each.certificate().name())
                                .put(FINGERPRINT, each.certificate().fingerprint())
                                .mergeIn(hashes ? CertificateFields.json(each) : new JsonObject()))
                        .toList()));
    }

    /// See [Section#compare].
    void compare(Owner owner, @Nullable Object now, Object wanted, Steps steps) {
        String at = owner.field() + "." + MEMBER;
        Map<String, JsonObject> before = steps.named(at, now, "name");
        Map<String, JsonObject> after = steps.named(at, wanted, "name");
        after.forEach((name, certificate) ->
                steps.checked(Steps.at(at, name), () -> compare(owner, name, before.get(name), certificate, steps)));
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .forEach(name -> steps.remove(owner.delete(), owner.path(name), owner.of(name)));
        }
    }

    private void compare(Owner owner, String name, @Nullable JsonObject was, JsonObject wanted, Steps steps) {
        Object said = wanted.getValue(FINGERPRINT);
        Object there = was == null ? null : was.getValue(FINGERPRINT);
        if (there != null && there.equals(said)) {
            return;
        }
        if (!wanted.containsKey(CHAIN) && !wanted.containsKey(KEY)) {
            refer(owner, name, there, said, steps);
            return;
        }
        JsonObject body = wanted.copy();
        body.remove("name");
        body.remove(FINGERPRINT);
        NewCertificate brought = Fields.read(body, CertificateFields::certificate);
        Optional<String> fingerprint = certificates.fingerprint(brought);
        if (fingerprint.isEmpty()) {
            steps.refuse(
                    owner.at(name, KEY),
                    "***",
                    "is the key of the chain, and opens with this node's key (tls.sealingKeyFile)");
        } else if (said != null && !fingerprint.get().equals(said)) {
            steps.refuse(owner.at(name, FINGERPRINT), String.valueOf(said), "is that of the chain");
        } else if (!fingerprint.get().equals(there)) {
            JsonArray diff = Steps.diff(
                    was == null ? new JsonObject() : was, new JsonObject().put(FINGERPRINT, fingerprint.get()));
            steps.put(owner.put(), owner.path(name), was, body, owner.of(name), diff);
        }
    }

    private static void refer(Owner owner, String name, @Nullable Object there, @Nullable Object said, Steps steps) {
        if (there == null) {
            steps.refuse(
                    owner.at(name, KEY),
                    "(missing)",
                    "comes with its chain, for a certificate that is not here; or bring the certificate by "
                            + owner.put() + " first");
        } else if (said != null) {
            steps.refuse(
                    owner.at(name, FINGERPRINT), Objects.toString(said), "is that of the one that is here, " + there);
        }
    }
}
