package dev.berth.certificate;

import dev.berth.account.Secret;
import io.vertx.core.buffer.Buffer;

/// A certificate as its owner brings it.
public sealed interface NewCertificate {

    /// With its private key as everybody has it.
    sealed interface Open extends NewCertificate {}

    /// PEM text with the certificate, its issuers and the private key, in any order.
    record OfPem(Secret text) implements Open {}

    /// A PKCS#12 file, which has a password, be it an empty one.
    record OfPkcs12(Buffer file, Secret password) implements Open {
        @Override
        public String toString() {
            return "OfPkcs12[***]";
        }
    }

    /// As [Certificates#sealed] gave it, here or where the same key seals.
    ///
    /// @param chain the certificate and its issuers, PEM
    /// @param key sealed for the certificate's fingerprint
    record OfSealed(String chain, Buffer key) implements NewCertificate {
        @Override
        public String toString() {
            return "OfSealed[***]";
        }
    }
}
