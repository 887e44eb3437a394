package dev.berth.jdbc;

import dev.berth.certificate.KeyMaterial;
import dev.berth.certificate.NewCertificate;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tls.CertificateReader;
import dev.berth.tls.Identity;
import dev.berth.tls.KeySeal;
import dev.berth.tls.Pem;
import dev.berth.tls.UnusableCertificate;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/// The private keys of certificates: sealed in the database, open where they are served.
///
/// @param seal what seals them; empty: none can be kept
record PrivateKeys(Optional<KeySeal> seal) {

    /// What somebody has brought.
    ///
    /// @throws UnusableCertificate with the reason
    Identity read(NewCertificate certificate) {
        return switch (certificate) {
            case NewCertificate.Open open -> CertificateReader.read(open);
            case NewCertificate.OfSealed sealed -> {
                String fingerprint =
                        Identity.fingerprint(Pem.certificates(sealed.chain()).getFirst());
                yield CertificateReader.read(open(sealed.chain(), sealed.key().getBytes(), fingerprint));
            }
        };
    }

    /// The private key of a certificate, as the database has it: one that came sealed stays as it came.
    ///
    /// @param identity what [#read] gave
    /// @throws DirectoryRefused if there is nothing to seal it with
    byte[] sealed(String name, NewCertificate certificate, Identity identity) {
        return switch (certificate) {
            case NewCertificate.OfSealed carried -> carried.key().getBytes();
            case NewCertificate.Open _ ->
                seal.orElseThrow(() -> new DirectoryRefused(
                                Reason.INVALID,
                                "certificate",
                                name,
                                "cannot be kept, because this node has no key to seal private keys with"
                                        + " (tls.sealingKeyFile)"))
                        .seal(identity.getPrivateKey("").getEncoded(), identity.fingerprint());
        };
    }

    /// A certificate as it is served.
    ///
    /// @throws UnusableCertificate if its key was sealed by another key
    KeyMaterial open(String chain, byte[] sealed, String fingerprint) {
        KeySeal sealing =
                seal.orElseThrow(() -> new UnusableCertificate("this node has no key to open private keys with", null));
        return new KeyMaterial(chain, Buffer.buffer(sealing.open(sealed, fingerprint)));
    }

    /// The chain of a certificate.
    static String chain(Identity identity) {
        return Pem.of(List.of(identity.getCertificateChain("")));
    }
}
