package dev.berth.net;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// What a handshake has agreed.
///
/// @param protocol such as `TLSv1.3`
/// @param cipher the cipher suite's standard name
/// @param serverName the name that the client asked for (SNI, RFC 6066 §3), in lower case
/// @param clientCertificate the client's chain, its own first; empty if it has shown none
/// @param resumed whether an earlier session of the same [TlsContext] was resumed
public record TlsFacts(
        String protocol,
        String cipher,
        Optional<String> serverName,
        List<X509Certificate> clientCertificate,
        boolean resumed) {

    public TlsFacts {
        clientCertificate = List.copyOf(clientCertificate);
    }
}
