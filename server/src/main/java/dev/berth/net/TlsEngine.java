package dev.berth.net;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/// What does the TLS: records, handshakes, keys.
public enum TlsEngine {
    /// BoringSSL through netty-tcnative. A session of its contexts can be resumed by nobody else's.
    BORINGSSL(SslProvider.OPENSSL),
    /// The JDK's, where there is no binary of the other.
    JDK(SslProvider.JDK);

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
