package dev.berth.observe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.account.Account;
import dev.berth.tenant.Slug;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes events into the log: one line per login and per transfer, with what is known of it as keys (`tenant`,
/// `user`,
/// `session`, `verb`, `reply` ...) and a constant message. What clients wrote appears as text only in values, which
/// the log's layout escapes.
public final class EventLog implements Events.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.SessionOpened opened -> log(opened);
            case Event.SessionClosed closed -> log(closed);
            case NodeEvent.CertificateEnds ends -> log(ends);
            case Event.HandshakeRefused refused -> log(refused);
            case Event.ControlSecured secured -> log(secured);
            case Event.DataSecured secured -> log(secured);
            case Event.SessionCut cut -> log(cut);
            case Event.LoginAccepted accepted -> log(accepted);
            case Event.LoginDenied denied -> log(denied);
            case Event.TransferEnded ended -> log(ended);
            case Event.CommandFailed failed -> log(failed);
            case NodeEvent.Administered administered -> log(administered);
            case NodeEvent.HeaderRefused refused -> log(refused);
            case NodeEvent.Banned banned -> log(banned);
            case NodeEvent.BanLifted lifted -> log(lifted);
            case Event.OfData data -> log(data);
            case NodeEvent.DataUnmatched unmatched -> log(unmatched);
            case NodeEvent.NameUnresolved unresolved -> log(unresolved);
            case NodeEvent.NodeTurned turned -> log(turned);
            case NodeEvent.JobEnded ended -> log(ended);
            case NodeEvent.CertificatesKnown _, NodeEvent.BannedRefused _ -> {} // meters
            case Event.TransferStarted _ -> {} // its end is told
            case Event.Deed _ -> {} // the audit record has it
            case Event.Heard _, Event.Replied _, Event.TransferFailed _ -> {} // the diagnosis has them
        }
    }

    private static void log(Event.SessionOpened opened) {
        about(LOG.atDebug(), opened)
                .addKeyValue("client", host(opened.client()))
                .addKeyValue("port", opened.port())
                .log("session opened");
    }

    private static void log(NodeEvent.NodeTurned turned) {
        LOG.atInfo()
                .addKeyValue("node", turned.node())
                .addKeyValue("state", turned.state())
                .log("node turned");
    }

    private static void log(NodeEvent.JobEnded ended) {
        LOG.atInfo()
                .addKeyValue("job", ended.job())
                .addKeyValue("kind", ended.kind())
                .addKeyValue("tenant", ended.tenant())
                .addKeyValue("state", ended.state())
                .addKeyValue("steps", ended.steps())
                .addKeyValue("took", ended.took())
                .log("job ended");
    }

    private static void log(Event.SessionClosed closed) {
        about(LOG.atDebug(), closed).log("session closed");
    }

    private static void log(NodeEvent.CertificateEnds ends) {
        LOG.atWarn()
                .addKeyValue("owner", ends.owner())
                .addKeyValue("certificate", ends.name())
                .addKeyValue("hosts", ends.hosts())
                .addKeyValue("expires", ends.expires())
                .log("certificate ends soon");
    }

    private static void log(Event.HandshakeRefused refused) {
        about(LOG.atWarn(), refused)
                .addKeyValue("client", host(refused.client()))
                .log("too many TLS handshakes at once");
    }

    private static void log(Event.ControlSecured secured) {
        about(LOG.atDebug(), secured)
                .addKeyValue("client", host(secured.client()))
                .addKeyValue("protocol", secured.protocol())
                .addKeyValue("cipher", secured.cipher())
                .log("control connection secured");
    }

    private static void log(Event.DataSecured secured) {
        about(LOG.atDebug(), secured, secured.account())
                .addKeyValue("protocol", secured.protocol())
                .addKeyValue("resumed", secured.resumed())
                .addKeyValue("unsaid", secured.unsaid())
                .log("data connection secured");
    }

    private static void log(Event.SessionCut cut) {
        about(LOG.atWarn(), cut)
                .addKeyValue("client", host(cut.client()))
                .addKeyValue("reason", cut.reason().name().toLowerCase(Locale.ROOT))
                .addKeyValue("detail", cut.detail())
                .log("session cut");
    }

    private static void log(Event.LoginAccepted accepted) {
        about(LOG.atInfo(), accepted, accepted.account())
                .addKeyValue("client", host(accepted.client()))
                .log("login accepted");
    }

    private static void log(Event.LoginDenied denied) {
        about(LOG.atInfo(), denied)
                .addKeyValue("login", text(denied.login()))
                .addKeyValue("client", host(denied.client()))
                .addKeyValue("reason", denied.reason().name().toLowerCase(Locale.ROOT))
                .log("login denied");
    }

    private static void log(Event.TransferEnded ended) {
        about(LOG.atInfo(), ended, ended.account())
                .addKeyValue("verb", ended.verb())
                .addKeyValue("path", text(ended.path()))
                .addKeyValue("reply", ended.reply())
                .addKeyValue("octets", ended.octets())
                .addKeyValue("millis", ended.took().toMillis())
                .log("transfer ended");
    }

    private static void log(Event.CommandFailed failed) {
        about(LOG.atWarn(), failed)
                .addKeyValue("verb", failed.verb())
                .setCause(failed.cause())
                .log("command failed");
    }

    private static void log(NodeEvent.Administered administered) {
        LOG.atInfo()
                .addKeyValue("administrator", administered.administrator())
                .addKeyValue("operation", administered.operation())
                .addKeyValue("path", administered.path())
                .addKeyValue("status", administered.status())
                .log("admin operation");
    }

    /// What becomes of a data connection is told in full by the diagnosis; here it is for who looks closely.
    private static void log(Event.OfData data) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        about(LOG.atDebug().addKeyValue("tenant", data.tenant()), data)
                .addKeyValue("client", data.client().getHostAddress())
                .addKeyValue("what", data.getClass().getSimpleName())
                .log("data connection");
    }

    private static void log(NodeEvent.NameUnresolved unresolved) {
        LOG.atWarn()
                .addKeyValue("name", unresolved.name())
                .addKeyValue("minutes", unresolved.failingFor().toMinutes())
                .log("external address cannot be resolved; its last good value is kept");
    }

    private static void log(NodeEvent.DataUnmatched unmatched) {
        LOG.atDebug()
                .addKeyValue("peer", unmatched.peer().getHostAddress())
                .addKeyValue("port", unmatched.port())
                .log("data connection that nobody waited for");
    }

    private static void log(NodeEvent.HeaderRefused refused) {
        LOG.atDebug()
                .addKeyValue("side", refused.side().name().toLowerCase(Locale.ROOT))
                .addKeyValue("reason", refused.why().toLowerCase(Locale.ROOT))
                .log("PROXY header refused");
    }

    private static void log(NodeEvent.Banned banned) {
        LOG.atWarn()
                .addKeyValue("tenant", banned.tenant().map(Slug::value).orElse("*"))
                .addKeyValue("client", banned.network())
                .addKeyValue("by", banned.by())
                .addKeyValue("reason", banned.reason())
                .addKeyValue("expires", banned.expires().map(Instant::toString).orElse("never"))
                .log("client banned");
    }

    private static void log(NodeEvent.BanLifted lifted) {
        LOG.atInfo()
                .addKeyValue("tenant", lifted.tenant().map(Slug::value).orElse("*"))
                .addKeyValue("client", lifted.network())
                .log("ban lifted");
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, Event.OfSession event, Account account) {
        return about(line.addKeyValue("tenant", account.tenant().slug()).addKeyValue("user", account.user()), event);
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, Event.OfSession event) {
        return line.addKeyValue("session", event.session());
    }

    private static String host(SocketAddress client) {
        return client instanceof InetSocketAddress address ? address.getHostString() : client.toString();
    }

    private static String text(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }
}
