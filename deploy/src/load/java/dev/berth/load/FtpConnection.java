package dev.berth.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A client's side of one FTP session. Used by one thread.
final class FtpConnection implements Closeable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int CONTROL_BUFFER = 1024;
    private static final int PIECE = 256 << 10;

    /// What is sent and, by its length alone, what is expected.
    private static final byte[] OCTETS = pattern();

    private final Target target;
    private final @Nullable Tls tls;
    private final byte[] piece;
    private final LongAdder moved;
    private Socket control;
    private InputStream in;
    private OutputStream out;

    private FtpConnection(Target target, @Nullable Tls tls, Socket control, byte[] piece, LongAdder moved)
            throws IOException {
        this.target = target;
        this.tls = tls;
        this.piece = piece;
        this.moved = moved;
        this.control = control;
        this.in = new BufferedInputStream(control.getInputStream(), CONTROL_BUFFER);
        this.out = control.getOutputStream();
    }

    /// Connects and logs in.
    ///
    /// @param secure whether control and data connections speak TLS
    /// @param moved told of octets as they go over data connections
    static FtpConnection logIn(Target target, boolean secure, LongAdder moved) throws IOException {
        return logIn(target, secure, moved, new byte[PIECE]);
    }

    /// The same for a session that will move nothing, and so needs no memory for it.
    static FtpConnection logInIdle(Target target, boolean secure) throws IOException {
        return logIn(target, secure, new LongAdder(), new byte[0]);
    }

    /// Who has logged in.
    String user() {
        return target.user();
    }

    private static FtpConnection logIn(Target target, boolean secure, LongAdder moved, byte[] piece)
            throws IOException {
        Socket socket = dial(target.host(), target.port());
        try {
            var connection = new FtpConnection(target, secure ? new Tls() : null, socket, piece, moved);
            connection.introduce();
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void introduce() throws IOException {
        expect("greeting", 220);
        if (tls != null) {
            command("AUTH TLS", 234);
            control = tls.over(control);
            in = new BufferedInputStream(control.getInputStream(), CONTROL_BUFFER);
            out = control.getOutputStream();
        }
        command("USER " + target.user(), 331);
        command("PASS " + target.password(), 230);
        if (tls != null) {
            command("PBSZ 0", 200);
            command("PROT P", 200);
        }
        command("TYPE I", 200);
    }

    /// Fetches a file.
    ///
    /// @return how many octets came
    long retrieve(String path) throws IOException {
        return receive("RETR " + path, false);
    }

    /// Lists a directory.
    ///
    /// @param command such as `MLSD dir`
    /// @return how many lines came
    long list(String command) throws IOException {
        return receive(command, true);
    }

    /// Fetches or lists something, with an eye on the clock.
    ///
    /// @return nanoseconds from the command to the first octet over the data connection, and to the end
    long[] timed(String command) throws IOException {
        long start;
        long first;
        try (Socket data = passive()) {
            InputStream source = data.getInputStream();
            start = System.nanoTime();
            command(command, 150, 125);
            int got = source.read(piece);
            first = System.nanoTime() - start;
            while (got >= 0) {
                moved.add(got);
                got = source.read(piece);
            }
        }
        expect(command, 226, 250);
        return new long[] {first, System.nanoTime() - start};
    }

    /// Stores a file of `size` octets.
    void store(String path, long size) throws IOException {
        try (Socket data = passive()) {
            command("STOR " + path, 150, 125);
            Socket secured = secured(data);
            OutputStream sink = secured.getOutputStream();
            long left = size;
            while (left > 0) {
                int count = (int) Math.min(OCTETS.length, left);
                sink.write(OCTETS, 0, count);
                moved.add(count);
                left -= count;
            }
            secured.close();
        }
        expect("STOR", 226, 250);
    }

    /// One exchange that moves nothing.
    void noop() throws IOException {
        command("NOOP", 200);
    }

    /// Has the server read the first octets of a file.
    ///
    /// @return false if it is busy
    boolean hash(String path, long octets) throws IOException {
        return command("XSHA256 " + path + " 0 " + octets, 250, 450).startsWith("250");
    }

    /// Makes a directory, or finds it there.
    void makeDirectory(String path) throws IOException {
        command("MKD " + path, 257, 550, 521);
    }

    /// Ends the session in order.
    void quit() throws IOException {
        command("QUIT", 221);
        close();
    }

    @Override
    public void close() throws IOException {
        control.close();
    }

    private long receive(String command, boolean lines) throws IOException {
        long count = 0;
        try (Socket data = passive()) {
            command(command, 150, 125);
            InputStream source = secured(data).getInputStream();
            for (int got = source.read(piece); got >= 0; got = source.read(piece)) {
                moved.add(got);
                count += lines ? lineEnds(got) : got;
            }
        }
        expect(command, 226, 250);
        return count;
    }

    private int lineEnds(int count) {
        int lines = 0;
        for (int i = 0; i < count; i++) {
            if (piece[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private Socket secured(Socket data) throws IOException {
        return tls == null ? data : tls.over(data);
    }

    private Socket passive() throws IOException {
        String reply = command("PASV", 227);
        String[] numbers =
                reply.substring(reply.indexOf('(') + 1, reply.indexOf(')')).split(",", -1);
        return dial(target.host(), Integer.parseInt(numbers[4]) * 256 + Integer.parseInt(numbers[5]));
    }

    private static Socket dial(String host, int port) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
        return socket;
    }

    private String command(String line, int... codes) throws IOException {
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        return expect(line.startsWith("PASS") ? "PASS" : line, codes);
    }

    private String expect(String what, int... codes) throws IOException {
        String line = line();
        if (line.length() > 3 && line.charAt(3) == '-') {
            String end = line.substring(0, 3) + ' ';
            do {
                line = line();
            } while (!line.startsWith(end));
        }
        for (int code : codes) {
            if (line.startsWith(Integer.toString(code))) {
                return line;
            }
        }
        throw new Unexpected(what + ": " + line);
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the control connection");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    private static byte[] pattern() {
        byte[] octets = new byte[PIECE];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i * 31 + (i >> 8));
        }
        return octets;
    }
}
