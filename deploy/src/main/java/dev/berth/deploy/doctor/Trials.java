package dev.berth.deploy.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.berth.deploy.doctor.Conversation.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/// Every way of moving data in one session: PASV, EPSV and PORT or EPRT, each with an upload and a download.
final class Trials {

    private static final int SIZE = 64 << 10;
    private static final Duration OF_THE_SERVER = Duration.ofSeconds(30);
    private static final Pattern HOST_PORT =
            Pattern.compile("(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3})");
    private static final Pattern EXTENDED = Pattern.compile("\\(\\|\\|\\|(\\d{1,5})\\|\\)");

    private final String place;
    private final Subject subject;
    private final Conversation talk;
    private final SSLSocketFactory tls;
    private final Duration patience;
    private final List<Finding> findings;
    private final String file = "berth-doctor-" + UUID.randomUUID() + ".tmp";
    private final byte[] content = content();
    private final Duration untilReply;

    /// @param place where the session is, for people
    /// @param talk logged in
    /// @param findings what is found is added to them
    Trials(
            String place,
            Subject subject,
            Conversation talk,
            SSLSocketFactory tls,
            Duration patience,
            List<Finding> findings) {
        this.place = place;
        this.subject = subject;
        this.talk = talk;
        this.tls = tls;
        this.patience = patience;
        this.findings = findings;
        this.untilReply = patience.plus(OF_THE_SERVER);
    }

    /// Tries them all, and removes what it has uploaded.
    void run() throws IOException {
        boolean ipv6 = talk.server() instanceof Inet6Address;
        if (!ipv6) {
            passive("PASV");
        }
        passive("EPSV");
        if (ipv6) {
            refusedOnIpv6();
        }
        active(ipv6 ? "EPRT" : "PORT");
        var _ = talk.ask("DELE " + file);
    }

    /// One upload, and one download of what was uploaded.
    private void passive(String verb) throws IOException {
        String what = verb + " at " + place;
        for (String command : List.of("STOR", "RETR")) {
            Optional<InetSocketAddress> told = told(what, verb);
            if (told.isEmpty()) {
                return;
            }
            InetSocketAddress port = told.get();
            if (!port.getAddress().equals(talk.server())) {
                if (command.equals("STOR")) {
                    findings.add(Advice.told(what, talk.server(), port.getAddress(), answers(port), subject));
                }
                told = told(what, verb); // the trial of the told address may have used the port up
                if (told.isEmpty()) {
                    return;
                }
                port = told.get();
            }
            try (var data = new Socket()) {
                data.connect(new InetSocketAddress(talk.server(), port.getPort()), (int) patience.toMillis());
                Optional<String> wrong = move(data, command);
                if (wrong.isPresent()) {
                    findings.add(Advice.transfer(what, wrong.get()));
                    return;
                }
            } catch (IOException e) {
                findings.add(Advice.passive(what, e, port.getPort(), subject));
                return;
            }
        }
        findings.add(Finding.well(what, "upload and download work"));
    }

    private Optional<InetSocketAddress> told(String what, String verb) throws IOException {
        Answer announced = talk.ask(verb);
        if (!announced.isGood()) {
            findings.add(Advice.noPort(what, announced, subject));
            return Optional.empty();
        }
        return Optional.of(told(announced, talk.server()));
    }

    private void refusedOnIpv6() throws IOException {
        Answer answer = talk.ask("PASV");
        if (!answer.isGood()) {
            findings.add(Finding.well("PASV at " + place, "is refused, as it must be over IPv6 (" + answer + ")"));
        }
    }

    private boolean answers(InetSocketAddress place) {
        try (var probe = new Socket()) {
            probe.connect(place, (int) patience.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void active(String verb) throws IOException {
        String what = verb + " at " + place;
        if (!subject.active()) {
            findings.add(Finding.doubtful(
                    "active-off",
                    what,
                    "active mode is switched off; clients that are set to it fail",
                    "nothing, if passive mode works for all; else berthctl data set " + subject.slug()
                            + " --active true"));
            return;
        }
        for (String command : List.of("STOR", "RETR")) {
            try (var listener = new ServerSocket(0, 1, talk.local())) {
                listener.setSoTimeout((int) patience.toMillis());
                Answer port = talk.ask(verb + " " + argument(talk.local(), listener.getLocalPort()));
                if (!port.isGood()) {
                    findings.add(Advice.active(what, "the server refuses: " + port, talk.local()));
                    return;
                }
                Optional<String> wrong = moveActively(listener, command);
                if (wrong.isPresent()) {
                    findings.add(Advice.active(what, wrong.get(), talk.local()));
                    return;
                }
            }
        }
        findings.add(Finding.well(what, "upload and download work"));
    }

    /// The server dials when it is told what to move, so that its reply and its connection come in any order.
    private Optional<String> moveActively(ServerSocket listener, String command) throws IOException {
        Answer begun = talk.ask(command + " " + file);
        if (!begun.isGood()) {
            return Optional.of("the server does not connect: " + begun);
        }
        try (Socket data = listener.accept()) {
            return moved(data, command);
        } catch (java.net.SocketTimeoutException _) {
            return Optional.of("the server's connection does not arrive: " + talk.hear(untilReply));
        }
    }

    /// What went wrong, if anything.
    private Optional<String> move(Socket data, String command) throws IOException {
        Answer begun = talk.ask(command + " " + file);
        return begun.isGood() ? moved(data, command) : Optional.of(command + " is refused: " + begun);
    }

    private Optional<String> moved(Socket plain, String command) throws IOException {
        byte[] moved = content;
        plain.setSoTimeout((int) untilReply.toMillis());
        try (Socket data = talk.isSecure() ? Conversation.handshake(plain, tls) : plain) {
            if (command.equals("STOR")) {
                data.getOutputStream().write(content);
                data.getOutputStream().flush();
            } else {
                try (InputStream in = data.getInputStream()) {
                    moved = in.readAllBytes();
                }
            }
        } catch (IOException e) {
            return Optional.of(
                    command + " breaks off: " + e.getMessage() + "; the server says " + talk.hear(untilReply));
        }
        Answer ended = talk.hear(untilReply);
        if (!ended.isGood()) {
            return Optional.of(command + " does not end well: " + ended);
        }
        return Arrays.equals(moved, content)
                ? Optional.empty()
                : Optional.of("the file comes back changed: " + moved.length + " bytes of " + content.length);
    }

    private static InetSocketAddress told(Answer announced, InetAddress dialled) throws IOException {
        Matcher extended = EXTENDED.matcher(announced.text());
        if (extended.find()) {
            return new InetSocketAddress(dialled, Integer.parseInt(extended.group(1)));
        }
        Matcher numbers = HOST_PORT.matcher(announced.text());
        if (!numbers.find()) {
            throw new IOException("no port in " + announced);
        }
        String host = String.join(".", numbers.group(1), numbers.group(2), numbers.group(3), numbers.group(4));
        return new InetSocketAddress(
                InetAddress.ofLiteral(host),
                Integer.parseInt(numbers.group(5)) * 256 + Integer.parseInt(numbers.group(6)));
    }

    private static String argument(InetAddress local, int port) {
        return local instanceof Inet6Address
                ? "|2|" + Places.text(local) + "|" + port + "|"
                : Places.text(local).replace('.', ',') + "," + port / 256 + "," + port % 256;
    }

    private static byte[] content() {
        byte[] content = "Berth looks whether this arrives.\n".repeat(SIZE / 34).getBytes(ISO_8859_1);
        for (int i = 0; i < content.length; i += 97) {
            content[i] = (byte) (i >>> 3);
        }
        return content;
    }
}
