package dev.berth.tls;

import dev.berth.config.TlsConfig.Policy;
import java.util.List;

/// Versions and ciphers after Mozilla's server-side recommendations, version 5.7. The suites with finite-field
/// Diffie-Hellman are left out: BoringSSL has none, and every client of the last ten years does without.
///
/// @param protocols the versions
/// @param ciphers the suites by their standard names, the best first
record CipherPolicy(List<String> protocols, List<String> ciphers) {

    private static final List<String> TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private static final CipherPolicy MODERN = new CipherPolicy(List.of("TLSv1.3"), TLS_1_3);

    private static final CipherPolicy INTERMEDIATE = new CipherPolicy(
            List.of("TLSv1.3", "TLSv1.2"),
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"));

    /// The policy of that name.
    static CipherPolicy of(Policy name) {
        return switch (name) {
            case MODERN -> MODERN;
            case INTERMEDIATE -> INTERMEDIATE;
        };
    }
}
