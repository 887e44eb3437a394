package dev.berth.transcript;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Makes control connections that are logged in and send octets as they are, for tests that a transcript cannot
/// tell.
public final class LoggedInClient {

    private LoggedInClient() {}

    /// Logs in on the listener of the person's tenant.
    public static ControlClient of(NodeUnderTest node, NodeUnderTestPerson person) throws IOException {
        return of(node.control(person.tenant()), person, null);
    }

    /// Logs in.
    ///
    /// @param from the local address; null for the system's choice
    public static ControlClient of(InetSocketAddress server, NodeUnderTestPerson person, @Nullable InetAddress from)
            throws IOException {
        var client = new ControlClient(server, from);
        must(client.reply(), 220);
        must(client.ask("USER " + person.user()), 331);
        must(client.ask("PASS " + person.password()), 230);
        must(client.ask("TYPE I"), 200);
        return client;
    }

    /// Asks for a passive port.
    ///
    /// @return where it is
    public static InetSocketAddress passive(ControlClient client) throws IOException {
        Answer answer = client.ask("EPSV");
        must(answer, 229);
        String text = answer.text();
        int start = text.indexOf("(|||") + 4;
        int port = Integer.parseInt(text.substring(start, text.indexOf('|', start)));
        return new InetSocketAddress(client.server().getAddress(), port);
    }

    /// Fails unless it is this code.
    public static void must(Answer answer, int code) {
        if (answer.code() != code) {
            throw new AssertionError("not " + code + " but " + answer);
        }
    }
}
