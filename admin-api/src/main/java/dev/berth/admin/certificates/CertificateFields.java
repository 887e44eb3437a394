package dev.berth.admin.certificates;

import dev.berth.account.Secret;
import dev.berth.admin.problem.Fields;
import dev.berth.certificate.Certificate;
import dev.berth.certificate.Certificates;
import dev.berth.certificate.NewCertificate;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.TlsPolicy;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Certificates and demands as JSON.
public final class CertificateFields {

    private static final String PEM = "PEM with the certificate, its issuers and the private key";
    private static final String PKCS12 = "a PKCS#12 file in Base64";
    private static final String CHAIN = "PEM with the certificate and its issuers";
    private static final String SEALED = "the key as an exported state has it, in Base64";
    private static final String DEMAND = "nothing, login or everything";
    private static final String USE = "off, instead, only or extra";
    private static final String NAME = "common-name or email";
    private static final String ANCHORS = "PEM with certificates";
    private static final String RESUMPTION = "require, prefer or off";

    private CertificateFields() {}

    /// `pem`, or `pkcs12` with `password`, or `chain` with `sealedKey`.
    public static Optional<NewCertificate> certificate(Fields fields) {
        if (fields.has("sealedKey") || fields.has("chain")) {
            Optional<String> chain = fields.required("chain", CHAIN, text -> text);
            Optional<Buffer> key = fields.secret("sealedKey", SEALED, CertificateFields::octets);
            return chain.flatMap(pem -> key.map(octets -> new NewCertificate.OfSealed(pem, octets)));
        }
        Optional<Buffer> file =
                fields.has("pkcs12") ? fields.secret("pkcs12", PKCS12, CertificateFields::octets) : Optional.empty();
        if (file.isPresent()) {
            Optional<Secret> password = fields.has("password")
                    ? fields.secret("password", "the password of the file", Secret::new)
                    : Optional.of(new Secret(""));
            return password.map(known -> new NewCertificate.OfPkcs12(file.get(), known));
        }
        return fields.has("pkcs12")
                ? Optional.empty()
                : fields.secret("pem", PEM, Secret::new).map(NewCertificate.OfPem::new);
    }

    /// One with its key sealed, as [#certificate] reads it.
    public static JsonObject json(Certificates.Sealed certificate) {
        return new JsonObject()
                .put("chain", certificate.chain())
                .put(
                        "sealedKey",
                        Base64.getEncoder().encodeToString(certificate.key().getBytes()));
    }

    private static Buffer octets(String base64) {
        return Buffer.buffer(Base64.getDecoder().decode(base64));
    }

    /// All members; what is missing has its default.
    public static Optional<TlsPolicy> policy(Fields fields) {
        Optional<TlsPolicy.Demand> demand = fields.optional("demand", DEMAND, CertificateFields::demand);
        Optional<TlsPolicy.Resumption> resumption =
                fields.optional("resumption", RESUMPTION, CertificateFields::resumption);
        Optional<Boolean> strictEnd = fields.truth("strictEnd");
        Optional<Boolean> clearCommand = fields.truth("clearCommand");
        Optional<ClientCertificates.Use> use = fields.optional("clientCertificates", USE, CertificateFields::use);
        Optional<ClientCertificates.Name> name = fields.optional("clientName", NAME, CertificateFields::name);
        Optional<String> anchors = fields.optional("clientAnchors", ANCHORS, text -> text);
        return Optional.of(new TlsPolicy(
                demand.orElse(TlsPolicy.DEFAULT.demand()),
                resumption.orElse(TlsPolicy.DEFAULT.resumption()),
                strictEnd.orElse(TlsPolicy.DEFAULT.strictEnd()),
                clearCommand.orElse(TlsPolicy.DEFAULT.clearCommand()),
                new ClientCertificates(
                        use.orElse(ClientCertificates.OFF.use()),
                        name.orElse(ClientCertificates.OFF.name()),
                        anchors.orElse(ClientCertificates.OFF.anchors()))));
    }

    static JsonObject json(Certificate certificate) {
        return new JsonObject()
                .put("name", certificate.name())
                .put("key", certificate.key().name())
                .put("hosts", new JsonArray(certificate.hosts()))
                .put("fingerprint", certificate.fingerprint())
                .put("expires", certificate.expires().toString());
    }

    /// What a tenant demands, as [#policy] reads it.
    public static JsonObject json(TlsPolicy policy) {
        return new JsonObject()
                .put("demand", policy.demand().name().toLowerCase(Locale.ROOT))
                .put("resumption", policy.resumption().name().toLowerCase(Locale.ROOT))
                .put("strictEnd", policy.strictEnd())
                .put("clearCommand", policy.clearCommand())
                .put("clientCertificates", policy.clients().use().name().toLowerCase(Locale.ROOT))
                .put("clientName", spelt(policy.clients().name()))
                .put("clientAnchors", policy.clients().anchors());
    }

    private static ClientCertificates.Use use(String text) {
        return ClientCertificates.Use.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static ClientCertificates.Name name(String text) {
        return ClientCertificates.Name.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String spelt(ClientCertificates.Name name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static TlsPolicy.Demand demand(String text) {
        return TlsPolicy.Demand.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static TlsPolicy.Resumption resumption(String text) {
        return TlsPolicy.Resumption.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
