package dev.berth.certificate;

import dev.berth.account.Secret;
import io.vertx.core.buffer.Buffer;

/// A certificate as its owner brings it.
public sealed interface NewCertificate {

    /// PEM text with the certificate, its issuers and the private key, in any order.
    record OfPem(Secret text) implements NewCertificate {}

    /// A PKCS#12 file, which has a password, be it an empty one.
    record OfPkcs12(Buffer file, Secret password) implements NewCertificate {
        @Override
        public String toString() {
            return "OfPkcs12[***]";
        }
    }
}
