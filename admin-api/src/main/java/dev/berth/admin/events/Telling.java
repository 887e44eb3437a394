package dev.berth.admin.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.account.Account;
import dev.berth.observe.Event;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes of the node's events what listeners are told. Lives on one context.
final class Telling {

    /// All types there are.
    static final Set<String> TYPES = Set.of(
            "login.accepted",
            "login.refused",
            "session.opened",
            "session.closed",
            "transfer.started",
            "transfer.progress",
            "transfer.ended",
            "ban",
            "ban.lifted",
            "change",
            "job",
            "node.started",
            "node");

    private static final Pattern TENANT = Pattern.compile("/api/v1/tenants/([a-z0-9-]{1,63})(/.*)?");
    private static final Pattern READS = Pattern.compile("(get|list|read|stream|find|export)[A-Z].*|login|openapi");

    private final Map<Long, Account> users = new HashMap<>();

    /// Whether anybody is ever told of such an event; cheap, for the thread that it happens on.
    static boolean isTold(Event event) {
        return switch (event) {
            case Event.SessionOpened _,
                    Event.SessionClosed _,
                    Event.LoginAccepted _,
                    Event.LoginDenied _,
                    Event.TransferStarted _,
                    Event.TransferEnded _,
                    NodeEvent.NodeTurned _,
                    NodeEvent.JobEnded _,
                    NodeEvent.Banned _,
                    NodeEvent.BanLifted _,
                    NodeEvent.Administered _ -> true;
            default -> false;
        };
    }

    /// What is told of an event; empty for nothing.
    Optional<Told> of(Event event, Instant at, long number) {
        return switch (event) {
            case Event.SessionOpened opened ->
                told(
                        number,
                        at,
                        "session.opened",
                        Optional.empty(),
                        () -> session(opened)
                                .put("client", host(opened.client()))
                                .put("port", opened.port()));
            case Event.SessionClosed closed -> {
                Optional<Account> user = Optional.ofNullable(users.remove(closed.session()));
                yield told(number, at, "session.closed", user, () -> session(closed));
            }
            case Event.LoginAccepted accepted -> {
                users.put(accepted.session(), accepted.account());
                yield told(
                        number,
                        at,
                        "login.accepted",
                        Optional.of(accepted.account()),
                        () -> session(accepted).put("client", host(accepted.client())));
            }
            case Event.LoginDenied denied ->
                told(
                        number,
                        at,
                        "login.refused",
                        Optional.empty(),
                        () -> session(denied)
                                .put("login", text(denied.login()))
                                .put("client", host(denied.client()))
                                .put(
                                        "reason",
                                        denied.reason()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')));
            case Event.TransferStarted started ->
                told(
                        number,
                        at,
                        "transfer.started",
                        Optional.of(started.account()),
                        () -> session(started).put("verb", started.verb()).put("path", text(started.path())));
            case Event.TransferEnded ended ->
                told(
                        number,
                        at,
                        "transfer.ended",
                        Optional.of(ended.account()),
                        () -> session(ended)
                                .put("verb", ended.verb())
                                .put("path", text(ended.path()))
                                .put("reply", ended.reply())
                                .put("octets", ended.octets())
                                .put("seconds", ended.took().toMillis() / 1000.0));
            case NodeEvent.Banned banned -> Optional.of(ban(banned, at, number));
            case NodeEvent.BanLifted lifted ->
                Optional.of(new Told(
                        number,
                        at,
                        "ban.lifted",
                        lifted.tenant().map(Slug::value),
                        () -> new JsonObject().put("network", lifted.network())));
            case NodeEvent.Administered done -> change(done, at, number);
            case NodeEvent.NodeTurned turned ->
                told(
                        number,
                        at,
                        "node",
                        Optional.empty(),
                        () -> new JsonObject().put("node", turned.node()).put("state", turned.state()));
            case NodeEvent.JobEnded ended -> Optional.of(job(ended, at, number));
            default -> Optional.empty();
        };
    }

    private static Told job(NodeEvent.JobEnded ended, Instant at, long number) {
        return new Told(
                number,
                at,
                "job",
                Optional.of(ended.tenant().value()),
                () -> new JsonObject()
                        .put("job", ended.job())
                        .put("kind", ended.kind())
                        .put("state", ended.state())
                        .put("steps", ended.steps())
                        .put("seconds", ended.took().toMillis() / 1000.0));
    }

    private static Told ban(NodeEvent.Banned banned, Instant at, long number) {
        var data = new JsonObject()
                .put("network", banned.network())
                .put("automatic", !banned.byHand())
                .put("by", banned.by())
                .put("reason", banned.reason());
        banned.expires().ifPresent(end -> data.put("expires", end.toString()));
        return new Told(number, at, "ban", banned.tenant().map(Slug::value), () -> data);
    }

    private static Optional<Told> change(NodeEvent.Administered done, Instant at, long number) {
        if (done.status() >= 300 || READS.matcher(done.operation()).matches()) {
            return Optional.empty();
        }
        Matcher tenant = TENANT.matcher(done.path());
        var data = new JsonObject()
                .put("operation", done.operation())
                .put("path", done.path())
                .put("administrator", done.administrator());
        return Optional.of(new Told(
                number, at, "change", tenant.matches() ? Optional.of(tenant.group(1)) : Optional.empty(), () -> data));
    }

    private static Optional<Told> told(
            long number, Instant at, String type, Optional<Account> account, Supplier<JsonObject> data) {
        return Optional.of(new Told(
                number,
                at,
                type,
                account.map(user -> user.tenant().slug().value()),
                account.<Supplier<JsonObject>>map(
                                user -> () -> data.get().put("user", user.user().value()))
                        .orElse(data)));
    }

    private static JsonObject session(Event.OfSession event) {
        return new JsonObject().put("session", event.session());
    }

    private static String host(SocketAddress client) {
        return client instanceof InetSocketAddress address ? address.getHostString() : client.toString();
    }

    /// What clients write are octets.
    private static String text(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }
}
