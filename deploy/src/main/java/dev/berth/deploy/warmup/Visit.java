package dev.berth.deploy.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/// The client's side of one FTP session with passive transfers, in clear or over TLS. Used by one thread.
final class Visit implements Closeable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final InetSocketAddress server;
    private final Optional<Veil> veil;
    private Socket control;
    private BufferedReader replies;
    private OutputStream commands;

    /// Connects, is greeted, and begins TLS if there is a veil.
    Visit(InetSocketAddress server, Optional<Veil> veil) throws IOException {
        this.server = server;
        this.veil = veil;
        this.control = dial(server);
        this.replies = replies(control);
        this.commands = control.getOutputStream();
        var _ = reply();
        if (veil.isPresent()) {
            require("234", say("AUTH TLS"));
            control = veil.get().over(control);
            replies = replies(control);
            commands = control.getOutputStream();
        }
    }

    /// Sends one command.
    ///
    /// @return the last line of the reply, positive or not
    String say(String line) throws IOException {
        commands.write((line + "\r\n").getBytes(ISO_8859_1));
        return reply();
    }

    /// Logs in.
    ///
    /// @throws IOException if it is refused
    void logIn(String user, String password) throws IOException {
        var _ = say("USER " + user);
        require("230", say("PASS " + password));
        if (veil.isPresent()) {
            var _ = say("PBSZ 0");
            require("200", say("PROT P"));
        }
        var _ = say("TYPE I");
    }

    /// Takes what a command sends.
    void take(String command) throws IOException {
        try (Socket data = data(command)) {
            var _ = data.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        require("226", reply());
    }

    /// Gives a command what it receives.
    void give(String command, byte[] octets) throws IOException {
        try (Socket data = data(command)) {
            data.getOutputStream().write(octets);
        }
        require("226", reply());
    }

    @Override
    public void close() throws IOException {
        try (var _ = control) {
            var _ = say("QUIT");
        }
    }

    private Socket data(String command) throws IOException {
        String told = say("EPSV");
        require("229", told);
        int port = Integer.parseInt(told.substring(told.indexOf("|||") + 3, told.lastIndexOf('|')));
        Socket data = dial(new InetSocketAddress(server.getAddress(), port));
        try {
            require("150", say(command));
            return veil.isPresent() ? veil.get().over(data) : data;
        } catch (IOException e) {
            data.close();
            throw e;
        }
    }

    private String reply() throws IOException {
        while (true) {
            String line = replies.readLine();
            if (line == null) {
                throw new EOFException("the session was ended");
            }
            if (line.matches("\\d{3} .*")) {
                return line;
            }
        }
    }

    private static BufferedReader replies(Socket control) throws IOException {
        return new BufferedReader(new InputStreamReader(control.getInputStream(), ISO_8859_1));
    }

    private static void require(String code, String reply) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException("not " + code + " but " + reply);
        }
    }

    private static Socket dial(InetSocketAddress to) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(to, TIMEOUT_MILLIS);
        return socket;
    }
}
