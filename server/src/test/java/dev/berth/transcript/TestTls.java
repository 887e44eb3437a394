package dev.berth.transcript;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// The JDK's TLS as a client that trusts anybody: tests look at the certificate themselves where it matters.
public final class TestTls {

    private TestTls() {}

    /// TLS over a connected socket; the handshake begins with the first octet, or when asked for.
    public static SSLSocket layer(Socket socket) throws IOException {
        return layer(socket, context());
    }

    /// TLS with a context of one's own.
    public static SSLSocket layer(Socket socket, SSLContext context) throws IOException {
        return layer(socket, context, (InetSocketAddress) socket.getRemoteSocketAddress());
    }

    /// TLS that resumes what the context remembers of a peer: the JDK looks for its sessions by address and port.
    public static SSLSocket layer(Socket socket, SSLContext context, InetSocketAddress peer) throws IOException {
        return (SSLSocket) context.getSocketFactory()
                .createSocket(socket, peer.getAddress().getHostAddress(), peer.getPort(), true);
    }

    /// A context that remembers no session of another.
    public static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
