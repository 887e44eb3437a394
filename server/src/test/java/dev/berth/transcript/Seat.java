package dev.berth.transcript;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One client of a transcript: its settings, its connections.
final class Seat implements AutoCloseable {

    private static final Pattern PASSIVE = Pattern.compile("\\(\\d+,\\d+,\\d+,\\d+,(\\d+),(\\d+)\\)");
    private static final Pattern EXTENDED = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");

    private final NodeUnderTest node;
    private final NodeUnderTestPerson person;

    /// Which listener it dials: a tenant's slug, or `shared`.
    String listener;

    /// The address that it dials.
    String address = "127.0.0.1";

    /// It is logged in before its first line.
    boolean loggedIn = true;

    /// It opens the data connection as soon as it knows the port.
    boolean dialsData = true;

    /// It speaks TLS on the data connections that it opens.
    boolean securesData;

    /// It does not read what comes over the data connection until it is asked what came.
    boolean slow;

    private final StringBuilder held = new StringBuilder();
    private @Nullable ControlClient control;
    private @Nullable DataClient data;
    private int announced;

    Seat(NodeUnderTest node, NodeUnderTestPerson person) {
        this.node = node;
        this.person = person;
        this.listener = person.tenant();
    }

    /// The control connection, made and logged in when it is first asked for.
    ControlClient control() throws IOException {
        if (control == null) {
            control = new ControlClient(node.control(listener, address));
            if (loggedIn) {
                must(control.reply(), 220);
                must(control.ask("USER " + user()), 331);
                must(control.ask("PASS " + person.password()), 230);
            }
        }
        return control;
    }

    /// Sends octets, or keeps them for the next.
    void send(String octets, boolean hold) throws IOException {
        held.append(filled(octets));
        if (!hold) {
            control().send(held.toString());
            held.setLength(0);
        }
    }

    /// Waits for a reply, and opens the data connection that it announces.
    Answer reply() throws IOException {
        Answer answer = control().reply();
        if (answer.code() == 227 || answer.code() == 229) {
            announced = port(answer);
            if (!node.range(person.tenant()).contains(announced)) {
                throw new IOException("a port outside of " + node.range(person.tenant()) + ": " + answer);
            }
            if (dialsData) {
                dial();
            }
        }
        return answer;
    }

    /// Opens the data connection to the port that was announced last.
    void dial() throws IOException {
        if (data != null && !data.sofar().isEmpty()) {
            throw new IOException("data that the transcript does not mention: " + Escapes.show(data.sofar()));
        }
        closeData();
        data = DataClient.dial(
                new InetSocketAddress(control().server().getAddress(), announced), null, slow, securesData);
    }

    /// The data connection.
    DataClient data() throws IOException {
        if (data == null) {
            throw new IOException("there is no data connection");
        }
        return data;
    }

    /// All that came over the data connection, which is gone then.
    String received() throws IOException {
        String octets = data().received();
        closeData();
        return octets;
    }

    /// Waits until the data connection has ended in any way, and forgets what came.
    void awaitDataEnd() throws IOException {
        data().awaitEnd();
        closeData();
    }

    /// What came and was not asked for, over either connection.
    String unread() throws IOException {
        return (control == null ? "" : control.unread()) + (data == null ? "" : data.sofar());
    }

    /// Ends both connections without a word.
    void leave() throws IOException {
        if (control != null) {
            control.close();
            control = null;
        }
        closeData();
    }

    /// Forgets the data connection.
    void closeData() throws IOException {
        if (data != null) {
            data.close();
            data = null;
        }
    }

    @Override
    public void close() throws IOException {
        leave();
    }

    private String user() {
        return listener.equals("shared") ? person.user() + '@' + person.tenant() : person.user();
    }

    private String filled(String octets) throws IOException {
        String filled = octets.replace("{user}", user())
                .replace("{name}", person.user())
                .replace("{password}", person.password())
                .replace("{tenant}", person.tenant());
        if (filled.contains("{active}") || filled.contains("{extended}")) {
            closeData();
            InetAddress local = control().localAddress();
            data = DataClient.listen(local, slow);
            int port = data.port();
            filled = filled.replace(
                            "{active}",
                            local.getHostAddress().replace('.', ',') + ',' + (port >> 8) + ',' + (port & 0xFF))
                    .replace(
                            "{extended}",
                            local.getAddress().length == 4
                                    ? "|1|" + local.getHostAddress() + '|' + port + '|'
                                    : "|2|::1|" + port + '|');
        }
        return filled;
    }

    private static int port(Answer answer) throws IOException {
        Matcher form = (answer.code() == 227 ? PASSIVE : EXTENDED).matcher(answer.text());
        if (!form.find()) {
            throw new IOException("no port in: " + answer);
        }
        return answer.code() == 227
                ? Integer.parseInt(form.group(1)) * 256 + Integer.parseInt(form.group(2))
                : Integer.parseInt(form.group(1));
    }

    private static void must(Answer answer, int code) throws IOException {
        if (answer.code() != code) {
            throw new IOException("at the login: " + answer);
        }
    }
}
