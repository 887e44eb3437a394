package dev.berth.observe;

import dev.berth.account.Account;
import dev.berth.account.LoginRefused;
import java.net.SocketAddress;
import java.time.Duration;

/// Something that happened in a session. Text that came from a client is an octet string and must be escaped by
/// who prints it.
public sealed interface Event {

    /// The number of the session in this process.
    long session();

    /// A client connected.
    record SessionOpened(long session, SocketAddress client, int port) implements Event {}

    /// The session is over.
    record SessionClosed(long session) implements Event {}

    /// A login was accepted.
    record LoginAccepted(long session, Account account, SocketAddress client) implements Event {}

    /// A login was not accepted.
    ///
    /// @param login the text after USER
    record LoginDenied(long session, String login, SocketAddress client, LoginRefused.Reason reason) implements Event {}

    /// A transfer ended.
    ///
    /// @param verb the command, such as `RETR`
    /// @param path the file or directory, an octet string
    /// @param reply the code of the final reply, such as 226
    /// @param octets how many went over the data connection
    record TransferEnded(long session, Account account, String verb, String path, int reply, long octets, Duration took)
            implements Event {}

    /// A command failed for a reason that the client was not told in full.
    record CommandFailed(long session, String verb, Throwable cause) implements Event {}
}
