package dev.berth.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Asks clients for a certificate and takes any. The handshake proves that the client has its private key; whether
/// the certificate is good for anything is decided when the login names a tenant, since only then it is known whose
/// authorities count.
public final class AnyClient extends X509ExtendedTrustManager {

    private static final int LONGEST_CHAIN = 10;

    private final X509Certificate[] hints;

    /// @param hints authorities by whose names a client chooses among its certificates (RFC 8446 §4.2.4)
    public AnyClient(List<X509Certificate> hints) {
        this.hints = hints.toArray(X509Certificate[]::new);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (chain.length > LONGEST_CHAIN) {
            throw new CertificateException("a chain of " + chain.length + " certificates");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a server asks no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return hints.clone();
    }
}
