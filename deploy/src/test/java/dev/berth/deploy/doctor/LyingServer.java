package dev.berth.deploy.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A small FTP server that does what the doctor asks, but for what it was told to answer instead. An empty answer
/// closes the connection.
final class LyingServer implements AutoCloseable {

    private final ServerSocket control;
    private final ServerSocket data;
    private final Map<String, String> lies;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile byte[] stored = new byte[0];

    /// @param lies the answers by verb; `GREETING` and `CONTENT` (of RETR) count as verbs
    LyingServer(Map<String, String> lies) {
        this.lies = lies;
        try {
            control = listener();
            data = listener();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serve);
    }

    int port() {
        return control.getLocalPort();
    }

    int dataPort() {
        return data.getLocalPort();
    }

    @Override
    public void close() {
        try {
            control.close();
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private static ServerSocket listener() throws IOException {
        var listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return listener;
    }

    private void serve() {
        while (!control.isClosed()) {
            try (Socket client = control.accept();
                    OutputStream out = client.getOutputStream();
                    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
                if (says(out, lies.getOrDefault("GREETING", "220 Ready"))) {
                    for (String line = in.readLine(); line != null && answer(line, out); line = in.readLine()) {
                        // Goes on until it ends.
                    }
                }
            } catch (IOException _) {
                // The next one.
            }
        }
    }

    private boolean answer(String line, OutputStream out) throws IOException {
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (verb.equals("PASV") || verb.equals("EPSV")) {
            forgetStrangers();
        }
        String lie = lies.get(verb);
        if (lie != null) {
            return says(out, lie);
        }
        return switch (verb) {
            case "USER" -> says(out, "331 Password");
            case "PASS" -> says(out, "230 Welcome");
            case "TYPE" -> says(out, "200 Yes");
            case "PASV" ->
                says(
                        out,
                        "227 Passive (127,0,0,1," + data.getLocalPort() / 256 + "," + data.getLocalPort() % 256 + ")");
            case "EPSV" -> says(out, "229 Extended (|||" + data.getLocalPort() + "|)");
            case "STOR" -> store(out);
            case "RETR" -> retrieve(out);
            case "DELE" -> says(out, "250 Gone");
            case "QUIT" -> says(out, "221 Bye");
            default -> says(out, "502 No");
        };
    }

    private boolean store(OutputStream out) throws IOException {
        var _ = says(out, "150 Go");
        try (Socket from = data.accept()) {
            stored = from.getInputStream().readAllBytes();
        }
        return says(out, "226 Done");
    }

    private boolean retrieve(OutputStream out) throws IOException {
        var _ = says(out, "150 Go");
        try (Socket to = data.accept()) {
            String content = lies.get("CONTENT");
            to.getOutputStream().write(content == null ? stored : content.getBytes(ISO_8859_1));
        }
        return says(out, "226 Done");
    }

    /// Whoever knocked at the port before it was announced is nobody.
    private void forgetStrangers() throws IOException {
        data.setSoTimeout(20);
        try {
            while (true) {
                data.accept().close();
            }
        } catch (SocketTimeoutException _) {
            data.setSoTimeout(5_000);
        }
    }

    private static boolean says(OutputStream out, String reply) throws IOException {
        if (!reply.isEmpty()) {
            out.write((reply + "\r\n").getBytes(ISO_8859_1));
            out.flush();
        }
        return !reply.isEmpty();
    }
}
