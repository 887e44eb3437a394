package dev.berth.packaged.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `openssl s_client`, one process for the control connection and one per data connection, which resumes the session
/// that the first has written down.
class OpensslFtpsIT extends SecureRound {

    @Override
    String version() {
        return firstLine("openssl", "version").replaceAll(" \\d+ .*", "");
    }

    @Override
    List<String> programs() {
        return List.of("openssl");
    }

    @Override
    void store(Place at, Path from, String name) throws Exception {
        try (var control = new Control(at)) {
            control.send("STOR " + name, from);
        }
    }

    @Override
    void retrieve(Place at, String name, Path to) throws Exception {
        try (var control = new Control(at)) {
            control.receive("RETR " + name, to, false);
        }
    }

    @Override
    void resumeStore(Place at, Path from, String name) throws Exception {
        long there = Files.size(at.disk().resolve(name));
        byte[] all = Files.readAllBytes(from);
        Path rest = at.local().resolve("rest");
        Files.write(rest, java.util.Arrays.copyOfRange(all, (int) there, all.length));
        try (var control = new Control(at)) {
            control.say("REST " + there, "350");
            control.send("STOR " + name, rest);
        }
    }

    @Override
    void resumeRetrieve(Place at, String name, Path to) throws Exception {
        try (var control = new Control(at)) {
            control.say("REST " + Files.size(to), "350");
            control.receive("RETR " + name, to, true);
        }
    }

    @Override
    String list(Place at) throws Exception {
        try (var control = new Control(at)) {
            Path listing = at.local().resolve("listing");
            control.receive("LIST", listing, false);
            return Files.readString(listing);
        }
    }

    @Override
    void abort(Place at, String name) throws Exception {
        try (var control = new Control(at)) {
            Process data = control.data();
            control.say("RETR " + name, "150");
            assertThat(data.getInputStream().readNBytes(1000)).hasSize(1000);
            control.say("ABOR", "426");
            control.expect("226");
            data.destroy();
            control.say("NOOP", "200");
        }
    }

    @Override
    void many(Place at, String name, Path to, Path from) throws Exception {
        try (var control = new Control(at)) {
            for (int i = 0; i < manyOfThem(); i++) {
                control.receive("RETR " + name, to.resolve(String.valueOf(i)), false);
            }
        }
    }

    /// A logged-in control connection.
    private static final class Control implements AutoCloseable {

        private final Place at;
        private final Path session;
        private final Process process;
        private final BufferedReader replies;

        Control(Place at) throws IOException, InterruptedException {
            this.at = at;
            session = Files.createTempFile(at.local(), "session", ".pem");
            List<String> words = new ArrayList<>(List.of("-sess_out", session.toString(), "-verify_return_error"));
            if (!at.way().isImplicit()) {
                words.addAll(List.of("-starttls", "ftp"));
            }
            process = client(at, at.port(), words);
            replies = process.inputReader(StandardCharsets.UTF_8);
            if (at.way().isImplicit()) {
                expect("220");
            }
            say("USER " + at.tenant().user(), "331");
            say("PASS " + at.tenant().password(), "230");
            say("PBSZ 0", "200");
            say("PROT P", "200");
            say("TYPE I", "200");
            say("CWD " + at.directory(), "250");
        }

        String say(String line, String code) throws IOException {
            process.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return expect(code);
        }

        String expect(String code) throws IOException {
            String reply = replies.readLine();
            assertThat(reply).startsWith(code);
            return reply;
        }

        void send(String command, Path from) throws Exception {
            Process data = data();
            say(command, "150");
            try (OutputStream out = data.getOutputStream()) {
                Files.copy(from, out);
            }
            expect("226");
            assertThat(data.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }

        void receive(String command, Path to, boolean append) throws Exception {
            Process data = data();
            say(command, "150");
            byte[] got;
            try (InputStream in = data.getInputStream()) {
                got = in.readAllBytes();
            }
            data.getOutputStream().close();
            expect("226");
            assertThat(data.waitFor(1, TimeUnit.MINUTES)).isTrue();
            Files.write(
                    to,
                    got,
                    java.nio.file.StandardOpenOption.CREATE,
                    append
                            ? java.nio.file.StandardOpenOption.APPEND
                            : java.nio.file.StandardOpenOption.TRUNCATE_EXISTING);
        }

        Process data() throws IOException {
            String reply = say("EPSV", "229");
            int port = Integer.parseInt(reply.replaceAll(".*\\|\\|\\|(\\d+)\\|.*", "$1"));
            return client(at, port, List.of("-sess_in", session.toString(), "-no_ign_eof", "-nocommands"));
        }

        @Override
        public void close() throws IOException {
            say("QUIT", "221");
            assertThat(process.onExit().orTimeout(1, TimeUnit.MINUTES).join().isAlive())
                    .isFalse();
        }

        private static Process client(Place at, int port, List<String> more) throws IOException {
            List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-CAfile"));
            command.add(at.authority().toString());
            command.addAll(List.of("-connect", Place.HOST + ":" + port));
            command.add(at.way().version().equals("1.3") ? "-tls1_3" : "-tls1_2");
            command.addAll(more);
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }
}
