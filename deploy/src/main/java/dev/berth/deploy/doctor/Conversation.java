package dev.berth.deploy.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One control connection, as a simple client has it.
final class Conversation implements AutoCloseable {

    private static final int LONGEST_LINE = 8_192;

    private final Duration patience;
    private Socket socket = new Socket();
    private InputStream in;
    private boolean secure;

    /// A reply.
    ///
    /// @param text its last line without the code
    record Answer(int code, String text) {

        boolean isGood() {
            return code < 400;
        }

        @Override
        public String toString() {
            return code + " " + text;
        }
    }

    /// Connects; the greeting has not been read yet.
    Conversation(InetSocketAddress server, Duration patience) throws IOException {
        this.patience = patience;
        int millis = (int) patience.toMillis();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Goes on in TLS. Any certificate will do: this is about ways, not about names.
    void secure(SSLSocketFactory tls) throws IOException {
        socket = handshake(socket, tls);
        in = new BufferedInputStream(socket.getInputStream());
        secure = true;
    }

    /// Puts TLS over a data connection.
    static Socket handshake(Socket plain, SSLSocketFactory tls) throws IOException {
        var secured =
                (SSLSocket) tls.createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        secured.startHandshake();
        return secured;
    }

    boolean isSecure() {
        return secure;
    }

    /// Sends a command and waits for its reply.
    Answer ask(String line) throws IOException {
        say(line);
        return hear();
    }

    /// Sends a command.
    void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Waits for the next reply.
    Answer hear() throws IOException {
        return hear(patience);
    }

    /// Waits for the next reply; the server has `within` for it.
    Answer hear(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        String line = line();
        if (!line.matches("[1-5][0-9][0-9]([ -].*)?")) {
            throw new IOException("not an FTP reply: " + line);
        }
        String code = line.substring(0, 3);
        if (line.startsWith("-", 3)) {
            do {
                line = line();
            } while (!line.startsWith(code + " "));
        }
        return new Answer(Integer.parseInt(code), line.substring(Math.min(4, line.length())));
    }

    /// The address that was dialled.
    InetAddress server() {
        return socket.getInetAddress();
    }

    /// This machine's address, as far as it knows.
    InetAddress local() {
        return socket.getLocalAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("not an FTP reply: it has no end");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
