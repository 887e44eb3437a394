package dev.berth.certificate;

import io.vertx.core.buffer.Buffer;

/// A certificate with its private key, as it is served.
///
/// @param chain the certificate and its issuers, PEM
/// @param key the private key, PKCS#8 in DER
public record KeyMaterial(String chain, Buffer key) {

    @Override
    public String toString() {
        return "KeyMaterial[***]";
    }
}
