package dev.berth.observe;

import dev.berth.account.Account;
import dev.berth.account.LoginRefused;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Something that happened on this node: in a session, or beside all of them. Text that came from a client must
/// be escaped by who prints it.
public sealed interface Event permits Event.OfSession, NodeEvent {

    /// Something that happened in a session; what the client wrote is an octet string.
    sealed interface OfSession extends Event {

        /// The number of the session in this process.
        long session();
    }

    /// A client connected.
    ///
    /// @param tenant whose own the listener is; [TenantId#NOBODY] if several share it
    record SessionOpened(long session, TenantId tenant, SocketAddress client, int port) implements OfSession {}

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
    /// @param unsaid whether an upload was taken that the client ended without close_notify
    /// @param software what the client calls itself, an octet string; empty if it has not said
    record DataSecured(long session, Account account, String protocol, boolean resumed, boolean unsaid, String software)
            implements OfSession {}

    /// No handshake was begun, because too many run already.
    record HandshakeRefused(long session, SocketAddress client) implements OfSession {}

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
    /// @param tenant that the listener or the login named; [TenantId#NOBODY] if there is none
    /// @param login the text after USER
    record LoginDenied(long session, TenantId tenant, String login, SocketAddress client, LoginRefused.Reason reason)
            implements OfSession {}

    /// A transfer begins: 150 was said.
    ///
    /// @param verb the command, such as `RETR`
    /// @param path the file or directory, an octet string
    record TransferStarted(long session, Account account, String verb, String path) implements OfSession {}

    /// A transfer ended.
    ///
    /// @param client where its control connection comes from
    /// @param verb the command, such as `RETR`
    /// @param path the file or directory, an octet string
    /// @param ascii whether line ends were converted (TYPE A)
    /// @param reply the code of the final reply, such as 226
    /// @param octets how many went over the data connection
    record TransferEnded(
            long session,
            Account account,
            InetSocketAddress client,
            String verb,
            String path,
            boolean ascii,
            int reply,
            long octets,
            Duration took)
            implements OfSession {}

    /// A transfer whose data connection was there did not come to its end; told right after [TransferEnded].
    ///
    /// @param client where its control connection comes from
    /// @param how what ended it
    /// @param detail for the diagnosis, from the server's own words; may be empty
    record TransferFailed(long session, Account account, InetAddress client, Failure how, String detail)
            implements OfSession {}

    /// What ended a transfer before its end.
    enum Failure {
        /// The TLS handshake of the data connection failed, or proved nothing.
        NOT_SECURE,
        /// Data over TLS ended without close_notify.
        TRUNCATED,
        /// The client's side, or something on the way, closed or reset the connection.
        CLOSED_BY_CLIENT,
        /// Nothing moved for too long, and the server closed it.
        STALLED,
        /// The client called it off, or left the control connection.
        CALLED_OFF,
        /// The account may not do it any more.
        RESTRICTED,
        /// What came could not be read.
        GARBLED,
        /// The storage failed.
        STORAGE
    }

    /// A command that has to do with files, or with the user's password, was answered, whether it was carried out or
    /// refused. Of a transfer this is told only if it was refused before it began.
    ///
    /// @param verb the command, such as `DELE`; of SITE, the word behind it
    /// @param paths of what it named, each an octet string, in its order
    /// @param reply the code of the reply
    record Deed(long session, Account account, InetSocketAddress client, String verb, List<String> paths, int reply)
            implements OfSession {

        public Deed {
            paths = List.copyOf(paths);
        }
    }

    /// A command failed for a reason that the client was not told in full.
    record CommandFailed(long session, String verb, Throwable cause) implements OfSession {}

    /// Something that happened around a data connection.
    sealed interface OfData extends OfSession {

        /// Whose session it is.
        TenantId owner();

        /// What that one is called, which another one may be called some day.
        Slug tenant();

        /// Where its control connection comes from.
        InetAddress client();
    }

    /// A passive port was announced.
    ///
    /// @param told the address that the client was told, or dials on its own account
    /// @param routable false if 227 told a client on the internet an address that is not on it
    /// @param waited how long it was held back because all ports were taken
    record PortAnnounced(
            long session,
            TenantId owner,
            Slug tenant,
            InetAddress client,
            InetAddress told,
            int port,
            boolean routable,
            Duration waited)
            implements OfData {}

    /// No passive port could be announced.
    record PortRefused(long session, TenantId owner, Slug tenant, InetAddress client, String why) implements OfData {}

    /// A data connection has come to the announced port.
    ///
    /// @param peer from where; another address than the client's only where a pool's rules allow it
    /// @param after how long after the announcement
    record DataArrived(
            long session, TenantId owner, Slug tenant, InetAddress client, InetAddress peer, int port, Duration after)
            implements OfData {}

    /// Nobody came to the announced port in time.
    ///
    /// @param ports all passive ports of the tenant, such as `30000-30099`
    /// @param routable see [PortAnnounced]
    /// @param strangers who came instead, and was sent away
    record DataMissing(
            long session,
            TenantId owner,
            Slug tenant,
            InetAddress client,
            InetAddress told,
            int port,
            String ports,
            boolean routable,
            Duration within,
            Set<InetAddress> strangers)
            implements OfData {

        public DataMissing {
            strangers = Set.copyOf(strangers);
        }
    }

    /// Somebody else came to the announced port, and was sent away.
    record DataForeign(long session, TenantId owner, Slug tenant, InetAddress client, InetAddress peer, int port)
            implements OfData {}

    /// The client, or the end of its session, gave an announced port up before anybody came.
    record DataGivenUp(long session, TenantId owner, Slug tenant, InetAddress client, int port, Duration after)
            implements OfData {}

    /// The server has connected to the client's port.
    record DataDialled(
            long session, TenantId owner, Slug tenant, InetAddress client, InetSocketAddress target, Duration after)
            implements OfData {}

    /// The server could not connect to the client's port.
    ///
    /// @param why `timeout`, `refused` or `unreachable`
    record DialFailed(
            long session, TenantId owner, Slug tenant, InetAddress client, InetSocketAddress target, String why)
            implements OfData {}

    /// A client said something. Secrets are masked.
    ///
    /// @param text an octet string
    record Heard(long session, String text) implements OfSession {}

    /// The server answered.
    ///
    /// @param verb the first word of the command that it answers, which may have overtaken others; empty for none
    /// @param text the first line of the reply
    record Replied(long session, String verb, String text) implements OfSession {}
}
