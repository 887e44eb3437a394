package dev.berth.observe;

import dev.berth.account.Account;
import dev.berth.account.LoginRefused;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;

/// Something that happened on this node. Text that came from a client must be escaped by who prints it.
public sealed interface Event {

    /// Something that happened in a session; what the client wrote is an octet string.
    sealed interface OfSession extends Event {

        /// The number of the session in this process.
        long session();
    }

    /// An administrator called an operation of the admin API.
    ///
    /// @param administrator the name of the token
    /// @param operation what was called, such as `setPassive`
    /// @param path on what, such as `/api/v1/tenants/north/passive`
    /// @param status the HTTP status of the answer
    record Administered(String administrator, String operation, String path, int status) implements Event {}

    /// A certificate ends soon, or has ended.
    ///
    /// @param owner whose it is, such as `tenant 3`
    /// @param name what the owner calls it
    /// @param hosts the names that it is for
    record CertificateEnds(String owner, String name, String hosts, Instant expires) implements Event {}

    /// A client connected.
    record SessionOpened(long session, SocketAddress client, int port) implements OfSession {}

    /// The session is over.
    record SessionClosed(long session) implements OfSession {}

    /// The handshake of a control connection is done.
    ///
    /// @param protocol such as `TLSv1.3`
    /// @param cipher the cipher suite's standard name
    record ControlSecured(long session, SocketAddress client, String protocol, String cipher) implements OfSession {}

    /// A data connection was protected by TLS, and its transfer is over.
    ///
    /// @param resumed whether it resumed the control connection's TLS session
    /// @param unsaid whether the client ended its data without close_notify
    record DataSecured(long session, Account account, String protocol, boolean resumed, boolean unsaid)
            implements OfSession {}

    /// The server ended a session because of what it met on the control connection.
    ///
    /// @param detail for the log, from the server's own words
    record SessionCut(long session, SocketAddress client, Cut reason, String detail) implements OfSession {}

    /// Why a session was ended.
    enum Cut {
        /// Commands were sent in clear behind AUTH or CCC, to be taken for others (STARTTLS injection).
        INJECTION,
        /// TLS did not come about.
        HANDSHAKE_FAILED,
        /// The client speaks another protocol.
        OTHER_PROTOCOL
    }

    /// A login was accepted.
    record LoginAccepted(long session, Account account, SocketAddress client) implements OfSession {}

    /// A login was not accepted.
    ///
    /// @param login the text after USER
    record LoginDenied(long session, String login, SocketAddress client, LoginRefused.Reason reason)
            implements OfSession {}

    /// A transfer ended.
    ///
    /// @param verb the command, such as `RETR`
    /// @param path the file or directory, an octet string
    /// @param reply the code of the final reply, such as 226
    /// @param octets how many went over the data connection
    record TransferEnded(long session, Account account, String verb, String path, int reply, long octets, Duration took)
            implements OfSession {}

    /// A command failed for a reason that the client was not told in full.
    record CommandFailed(long session, String verb, Throwable cause) implements OfSession {}
}
