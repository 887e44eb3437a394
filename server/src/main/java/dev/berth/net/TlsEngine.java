package dev.berth.net;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/// What does the TLS: records, handshakes, keys.
public enum TlsEngine {
    /// BoringSSL through netty-tcnative. A session of its contexts can be resumed by nobody else's.
    BORINGSSL(SslProvider.OPENSSL),
    /// The JDK's, where there is no binary of the other.
    JDK(SslProvider.JDK);

    static {
        // The JDK would take a new handshake from a client on TLS 1.2 at any time (RFC 5746, CVE-2009-3555, and
        // CVE-2011-1473: it costs the server more than the client); BoringSSL never does.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final SslProvider provider;

    TlsEngine(SslProvider provider) {
        this.provider = provider;
    }

    SslProvider provider() {
        return provider;
    }

    /// Whether it works on this platform. The first call loads a library, so it belongs on no event loop.
    public boolean isAvailable() {
        return this == JDK || OpenSsl.isAvailable();
    }
}
