package dev.berth.certificate;

import java.time.Instant;
import java.util.List;

/// What is known of a certificate without its private key.
///
/// @param id the key in the directory; one that replaces another has a new one
/// @param owner whose it is
/// @param name what the owner calls it; a [dev.berth.tenant.Slug] by form
/// @param key the kind of its key
/// @param hosts the DNS names that it is for, in lower case; one may begin with `*.`
/// @param fingerprint the SHA-256 of the certificate, in hexadecimal with colons
/// @param expires when it ends
public record Certificate(
        long id,
        CertificateOwner owner,
        String name,
        KeyKind key,
        List<String> hosts,
        String fingerprint,
        Instant expires) {

    public Certificate {
        hosts = List.copyOf(hosts);
    }
}
