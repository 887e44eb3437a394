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

/// The client's side of one FTP session with passive transfers. Used by one thread.
final class Visit implements Closeable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final InetSocketAddress server;
    private final Socket control;
    private final BufferedReader replies;
    private final OutputStream commands;

    /// Connects, and is greeted.
    Visit(InetSocketAddress server) throws IOException {
        this.server = server;
        this.control = dial(server);
        this.replies = new BufferedReader(new InputStreamReader(control.getInputStream(), ISO_8859_1));
        this.commands = control.getOutputStream();
        var _ = reply();
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
        try (control) {
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
            return data;
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
