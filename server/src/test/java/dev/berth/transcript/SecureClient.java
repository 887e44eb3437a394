package dev.berth.transcript;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Makes control connections that speak TLS and are logged in, with private data connections and TYPE I.
public final class SecureClient {

    private SecureClient() {}

    /// By AUTH TLS on acme's explicit listener.
    public static ControlClient of(NodeUnderTest node, NodeUnderTestPerson person) throws IOException {
        return of(node, person, null);
    }

    /// By AUTH TLS on acme's explicit listener.
    ///
    /// @param from the local address; null for the system's choice
    public static ControlClient of(NodeUnderTest node, NodeUnderTestPerson person, @Nullable InetAddress from)
            throws IOException {
        var client = new ControlClient(node.control("explicit"), from);
        LoggedInClient.must(client.reply(), 220);
        LoggedInClient.must(client.ask("AUTH TLS"), 234);
        client.secure();
        return logIn(client, person);
    }

    /// On acme's implicit listener.
    public static ControlClient implicit(NodeUnderTest node, NodeUnderTestPerson person) throws IOException {
        var client = new ControlClient(node.control("implicit"));
        client.secure();
        LoggedInClient.must(client.reply(), 220);
        return logIn(client, person);
    }

    /// Opens a private data connection to a passive port.
    public static DataClient data(ControlClient client) throws IOException {
        return DataClient.dial(LoggedInClient.passive(client), client.localAddress(), false, true);
    }

    /// Opens a connection to a passive port, without TLS.
    public static DataClient clear(InetSocketAddress port, ControlClient client) throws IOException {
        return DataClient.dial(port, client.localAddress(), false, false);
    }

    private static ControlClient logIn(ControlClient client, NodeUnderTestPerson person) throws IOException {
        LoggedInClient.must(client.ask("USER " + person.user()), 331);
        LoggedInClient.must(client.ask("PASS " + person.password()), 230);
        LoggedInClient.must(client.ask("PBSZ 0"), 200);
        LoggedInClient.must(client.ask("PROT P"), 200);
        LoggedInClient.must(client.ask("TYPE I"), 200);
        return client;
    }
}
