package dev.berth.deploy.doctor;

import dev.berth.deploy.doctor.Conversation.Answer;
import dev.berth.endpoint.PublicAddress;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/// From what was seen on the wire to what it means and what to change. Pure functions.
final class Advice {

    private static final int NO_DATA_CONNECTION = 425;

    private Advice() {}

    /// The control port did not answer as an FTP server does.
    static Finding control(String what, IOException failure, Subject.Door door, InetAddress target) {
        if (door.proxy().equals("required") && (failure instanceof EOFException || isReset(failure))) {
            return Finding.doubtful(
                    "proxy-required",
                    what,
                    "the connection is closed without a greeting, because this port takes connections only from a load"
                            + " balancer with a PROXY header",
                    "examine the address of the balancer (--target), or set proxy to off if there is none");
        }
        return switch (failure) {
            case SocketTimeoutException _ ->
                Finding.broken(
                        "control-closed",
                        what,
                        "nothing answers; clients hang and then say that they cannot connect",
                        "open port " + door.port() + " in the firewall in front of the server, and forward it to the"
                                + " server if that is behind address translation");
            case NoRouteToHostException _ ->
                Finding.broken("no-route", what, "there is no way to this address", "check the address and the routes");
            case ConnectException _ ->
                Finding.broken(
                        "control-refused",
                        what,
                        "the connection is refused",
                        target instanceof java.net.Inet6Address
                                ? "nothing listens there: let node.bind have an IPv6 address (such as ::), or take the"
                                        + " AAAA record away"
                                : "nothing listens there: check that Berth runs, that node.bind has this address, and"
                                        + " that port " + door.port() + " is forwarded to it");
            case EOFException _ ->
                Finding.broken(
                        "closed-without-greeting",
                        what,
                        "the connection is closed without a greeting",
                        "look at the node's log: the address may be banned, or the node be full");
            case SocketException _ ->
                Finding.broken(
                        "connection-broken",
                        what,
                        "the control connection breaks: " + failure.getMessage(),
                        "look for a device on the way that ends connections, and at the node's log");
            default ->
                Finding.broken(
                        "not-ftp",
                        what,
                        "what answers is not FTP (" + failure.getMessage() + ")",
                        "another program has this port, or it speaks TLS at once: check the listener's tls");
        };
    }

    /// Whether a refusal asks for TLS.
    static boolean wantsTls(Answer answer) {
        return answer.text().toUpperCase(Locale.ROOT).contains("TLS");
    }

    /// The login was refused.
    static Finding login(String what, Answer answer, Subject subject) {
        String outcome = "the login is refused: " + answer;
        if (subject.status().equals("blocked")) {
            return Finding.broken("tenant-blocked", what, outcome, "berthctl tenants unblock " + subject.slug());
        }
        return Finding.broken(
                "login-refused",
                what,
                outcome,
                "this login was made a moment ago and is right: check that it is this node which answers here, and not"
                        + " another server to which the port is forwarded");
    }

    /// The address in 227 is not the address that was dialled.
    ///
    /// @param answers whether somebody takes connections at the told address
    static Finding told(String what, InetAddress dialled, InetAddress told, boolean answers, Subject subject) {
        String names = "227 names " + Places.text(told) + ", and the client has dialled " + Places.text(dialled);
        String some = "clients that obey it (wget, older programs, cameras, printers) ";
        String set = "set the tenant's external address to auto, or to the address that clients dial (berthctl tenants"
                + " passive " + subject.slug() + " --external auto)";
        if (!PublicAddress.is(told) && PublicAddress.is(dialled)) {
            return Finding.broken(
                    "address-private", what, names + ": a private address; " + some + "cannot connect", set);
        }
        boolean byName =
                subject.rules().stream().anyMatch(rule -> rule.resolved().contains(Places.text(told)));
        if (!answers && byName) {
            return Finding.broken(
                    "address-stale",
                    what,
                    names + ", where nobody answers; " + some + "cannot connect",
                    "the DNS name of the tenant's external address has an old record: mend the record, which the node"
                            + " looks up again soon (dnsRefresh), or " + set);
        }
        if (!answers) {
            return Finding.broken(
                    "address-wrong", what, names + ", where nobody answers; " + some + "cannot connect", set);
        }
        return Finding.doubtful(
                "address-other", what, names + "; Java's ftp: URLs refuse that, curl and others ignore it", set);
    }

    /// No data connection to an announced port.
    static Finding passive(String what, IOException failure, int port, Subject subject) {
        String ports = subject.ports().toString();
        if (!subject.ports().has(port)) {
            return Finding.broken(
                    "port-foreign",
                    what,
                    "the server announces port " + port + ", which is not one of the tenant's ports " + ports,
                    "another server, or a router that changes FTP replies, stands in between; switch its FTP helper off");
        }
        if (failure instanceof SocketTimeoutException) {
            return Finding.broken(
                    "range-closed",
                    what,
                    "port " + port + " does not answer; the transfer hangs until the client gives up",
                    "open the ports " + ports + " in the firewall in front of the server");
        }
        return Finding.broken(
                "range-not-forwarded",
                what,
                "port " + port + " refuses the connection or breaks it (" + failure.getMessage() + ")",
                "forward the ports " + ports + " to the server without changing their numbers");
    }

    /// The reply to PASV or EPSV was a refusal.
    static Finding noPort(String what, Answer answer, Subject subject) {
        return answer.code() == NO_DATA_CONNECTION
                ? Finding.broken(
                        "no-port",
                        what,
                        "no port is announced: " + answer,
                        "all of the ports " + subject.ports() + " are taken or closed: give the tenant more")
                : Finding.doubtful(
                        "way-off", what, "this way is refused: " + answer, "nothing, if another way works for clients");
    }

    /// The connection was there, and the data did not go over it.
    static Finding transfer(String what, String outcome) {
        String advice = outcome.contains("resume")
                ? "the tenant demands that data connections resume TLS sessions, which this program cannot: try it with"
                        + " a client that can, such as curl or lftp"
                : "look at why: berthctl diagnosis list TENANT; and at the node's log";
        return outcome.contains("resume")
                ? Finding.doubtful("tls-resumption", what, outcome, advice)
                : Finding.broken("transfer-broken", what, outcome, advice);
    }

    /// Active mode did not work.
    static Finding active(String what, String outcome, InetAddress local) {
        return Finding.doubtful(
                "active-closed",
                what,
                outcome,
                PublicAddress.is(local)
                        ? "the server's firewall lets nothing out, or this machine's nothing in; clients use passive mode"
                        : "this machine has a private address: behind address translation active mode cannot work, and"
                                + " clients use passive mode");
    }

    private static boolean isReset(IOException failure) {
        return failure instanceof SocketException && !(failure instanceof ConnectException);
    }
}
