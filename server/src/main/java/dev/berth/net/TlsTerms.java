package dev.berth.net;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// On what terms a server speaks TLS.
///
/// @param engine what does it
/// @param protocols the versions, such as `TLSv1.3`
/// @param ciphers the suites by their standard names, the best first; those that the engine has not are left out
/// @param key the server's key and certificate
/// @param clients who decides about certificates of clients; empty: none is asked for
public record TlsTerms(
        TlsEngine engine,
        List<String> protocols,
        List<String> ciphers,
        X509ExtendedKeyManager key,
        Optional<X509ExtendedTrustManager> clients) {

    public TlsTerms {
        protocols = List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
    }
}
