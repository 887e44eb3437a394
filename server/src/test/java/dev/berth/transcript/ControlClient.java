package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A control connection as a client has it: a blocking socket, octets out, framed replies in.
public final class ControlClient implements AutoCloseable {

    /// How long anything may take before it counts as not coming.
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private Socket socket = new Socket();
    private InputStream in;

    /// Connects.
    public ControlClient(InetSocketAddress server) throws IOException {
        this(server, null);
    }

    /// Connects from an address.
    ///
    /// @param from a local address; null for the system's choice
    public ControlClient(InetSocketAddress server, @Nullable InetAddress from) throws IOException {
        if (from != null) {
            socket.bind(new InetSocketAddress(from, 0));
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(server, (int) PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// Begins TLS, trusting anybody.
    public void secure() throws IOException {
        secure(TestTls.context(), _ -> {});
    }

    /// Begins TLS with a context of one's own.
    ///
    /// @param settings changes the socket before the handshake
    public void secure(SSLContext context, Consumer<SSLSocket> settings) throws IOException {
        if (in.available() > 0) {
            throw new IOException("something came in clear before the handshake");
        }
        var secured = TestTls.layer(socket, context);
        settings.accept(secured);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
    }

    /// Sends octets in one segment, as far as the system allows.
    public void send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Sends the Telnet signals that RFC 959 §4.1.3 wants before ABOR: IAC IP, and the Synch of RFC 854, an IAC DM
    /// whose second octet is urgent.
    void interrupt() throws IOException {
        send("\u00FF\u00F4\u00FF");
        socket.sendUrgentData(0xF2);
    }

    /// Sends lines that mean nothing, and reads the replies meanwhile.
    ///
    /// @throws IOException if one of them is not refused
    void flood(int lines) throws IOException {
        var random = new Random(lines);
        Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < lines; i++) {
                    var line = new StringBuilder("~");
                    for (int j = random.nextInt(60); j > 0; j--) {
                        char octet = (char) random.nextInt(256);
                        line.append(octet == '\n' || octet == 0xFF ? ' ' : octet);
                    }
                    send(line.append("\r\n").toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (int i = 0; i < lines; i++) {
            Answer answer = reply();
            if (answer.code() < 500) {
                throw new IOException("nonsense was taken: " + answer);
            }
        }
    }

    /// Sends a line and waits for the reply.
    public Answer ask(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    /// Waits for so many octets, whatever they are.
    String octets(int count) throws IOException {
        return new String(in.readNBytes(count), ISO_8859_1);
    }

    /// Waits for the next reply: of one line, or from `code-` to `code ` (RFC 959 §4.2).
    ///
    /// @throws EOFException if the server has closed the connection
    public Answer reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String first = line();
        lines.add(first);
        if (!first.matches("(?s)[1-5][0-9][0-9]([ -].*)?")) {
            throw new IOException("not a reply: " + Escapes.show(first));
        }
        String code = first.substring(0, 3);
        if (first.startsWith("-", 3)) {
            String line;
            do {
                line = line();
                lines.add(line);
            } while (!line.equals(code) && !line.startsWith(code + ' '));
        }
        return new Answer(Integer.parseInt(code), lines);
    }

    /// Waits until the server has closed the connection.
    ///
    /// @throws IOException if something else comes
    public void awaitClose() throws IOException {
        try {
            int octet = in.read();
            if (octet >= 0) {
                throw new IOException("it was not closed, this came: " + (char) octet + Escapes.show(line()));
            }
        } catch (SocketException reset) {
            // A reset is a close as well: the server had not read all that was sent.
        }
    }

    /// What came and was not asked for; empty if nothing.
    public String unread() throws IOException {
        var rest = new StringBuilder();
        while (in.available() > 0) {
            rest.append((char) in.read());
        }
        return rest.toString();
    }

    /// Where the server is.
    public InetSocketAddress server() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /// The client's own address.
    public InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    /// Says that no more will be sent, and goes on reading.
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// Ends the connection by a reset, as a machine that lost power and came back does.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException(
                        line.isEmpty()
                                ? "the server closed the connection"
                                : "the server closed the connection within a line: " + Escapes.show(line.toString()));
            }
            line.append((char) octet);
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("a line that does not end with CRLF: " + Escapes.show(line.toString()));
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }
}
