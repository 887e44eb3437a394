package dev.berth.tls;

import dev.berth.config.NodeConfig;
import dev.berth.config.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The node's own certificate: what the operator has configured, else a self-signed one that is made at the first
/// start, and again when it is about to expire. It waits for the disk.
final class NodeIdentity {

    /// A self-signed one is made anew this long before it expires.
    private static final Duration BEFORE_EXPIRY = Duration.ofDays(30);

    private NodeIdentity() {}

    /// @throws UnusableCertificate with a sentence that names the file
    static Identity read(TlsConfig config, NodeConfig node) {
        return config.certificate()
                .map(certificate ->
                        configured(certificate, config.certificateKey().orElse(certificate)))
                .orElseGet(() -> selfSigned(node));
    }

    private static Identity configured(Path certificate, Path key) {
        String text = SmallFile.read(certificate) + (key.equals(certificate) ? "" : "\n" + SmallFile.read(key));
        try {
            return Pem.identity(text);
        } catch (UnusableCertificate e) {
            throw new UnusableCertificate("tls.certificate = " + certificate + ": " + e.getMessage(), e);
        }
    }

    private static Identity selfSigned(NodeConfig node) {
        Path file = node.data().resolve("self-signed.pem");
        if (SmallFile.exists(file)) {
            Identity known = Pem.identity(SmallFile.read(file));
            if (known.certificate()
                    .getNotAfter()
                    .toInstant()
                    .isAfter(Instant.now().plus(BEFORE_EXPIRY))) {
                return known;
            }
        }
        Identity made = SelfSigned.make(names(node), Instant.now());
        SmallFile.write(file, Pem.of(List.of(made.certificate())) + Pem.of(made.getPrivateKey("")));
        return made;
    }

    private static List<String> names(NodeConfig node) {
        List<String> names = new ArrayList<>(List.of(node.id(), "localhost"));
        node.bind().stream()
                .filter(address -> !address.equals("0.0.0.0") && !address.equals("::"))
                .filter(address -> !names.contains(address))
                .forEach(names::add);
        return names;
    }
}
