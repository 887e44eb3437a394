package dev.berth.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// TLS for one FTP session: its data connections resume its control connection. Certificates are not verified, since
/// that is not what is measured.
final class Tls {

    private static final int ONE_PORT = 21;

    private final SSLContext context;

    Tls() {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /// Does the handshake over a connected socket.
    SSLSocket over(Socket socket) throws IOException {
        var tls = (SSLSocket) context.getSocketFactory().createSocket(new SamePort(socket), "server", ONE_PORT, true);
        tls.startHandshake();
        return tls;
    }

    /// The JDK remembers TLS sessions by host and port, and a data connection has another port than its control
    /// connection. This makes the two look alike.
    private static final class SamePort extends Socket {
        private final Socket socket;

        SamePort(Socket socket) {
            this.socket = socket;
        }

        @Override
        public int getPort() {
            return ONE_PORT;
        }

        @Override
        public InetAddress getInetAddress() {
            return socket.getInetAddress();
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return socket.getRemoteSocketAddress();
        }

        @Override
        public boolean isConnected() {
            return socket.isConnected();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public synchronized int getSoTimeout() throws java.net.SocketException {
            return socket.getSoTimeout();
        }

        @Override
        public synchronized void setSoTimeout(int timeout) throws java.net.SocketException {
            socket.setSoTimeout(timeout);
        }

        @Override
        public void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public boolean isClosed() {
            return socket.isClosed();
        }

        @Override
        public synchronized void close() throws IOException {
            socket.close();
        }
    }

    private static final class TrustAll implements X509TrustManager {
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
