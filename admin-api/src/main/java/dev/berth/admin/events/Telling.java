package dev.berth.admin.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.account.Account;
import dev.berth.account.UserName;
import dev.berth.admin.operation.SessionId;
import dev.berth.observe.Event;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

    private static final Pattern READS = Pattern.compile("(get|list|read|stream|find|export)[A-Z].*|login|openapi");
    private static final Whose NOBODY = new Whose(TenantId.NOBODY, Optional.empty());
    private static final int MOST_NAMES = 10_000;
    private static final int MOST_SESSIONS = 100_000;

    /// Whose a session is.
    ///
    /// @param user who is logged in; empty before the login
    private record Whose(TenantId tenant, Optional<UserName> user) {}

    private final String node;
    private final Map<Long, Whose> sessions = new Latest<>(MOST_SESSIONS);
    private final Map<TenantId, Slug> names = new Latest<>(MOST_NAMES);

    /// @param node this node's id
    Telling(String node) {
        this.node = node;
    }

    /// The latest so many: the end of a session that is not told of must not leave it here for ever.
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Latest(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    /// The tenant whom an event concerns, if nobody has said yet what it is called.
    Optional<TenantId> unnamed(Event event) {
        return switch (event) {
            case Event.SessionOpened opened -> named(opened.tenant());
            case Event.LoginDenied denied -> named(denied.tenant());
            default -> Optional.empty();
        };
    }

    private Optional<TenantId> named(TenantId tenant) {
        return tenant.equals(TenantId.NOBODY) || names.containsKey(tenant) ? Optional.empty() : Optional.of(tenant);
    }

    /// What a tenant is called, for ever.
    void name(TenantId tenant, Slug slug) {
        names.put(tenant, slug);
    }

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
            case Event.SessionOpened opened -> {
                var whose = new Whose(opened.tenant(), Optional.empty());
                if (!opened.tenant().equals(TenantId.NOBODY)) {
                    sessions.put(opened.session(), whose);
                }
                yield told(
                        number,
                        at,
                        "session.opened",
                        whose,
                        () -> session(opened)
                                .put("client", host(opened.client()))
                                .put("port", opened.port()));
            }
            case Event.SessionClosed closed -> {
                Whose whose = sessions.remove(closed.session());
                yield told(number, at, "session.closed", whose == null ? NOBODY : whose, () -> session(closed));
            }
            case Event.LoginAccepted accepted -> {
                Whose whose = of(accepted.account());
                sessions.put(accepted.session(), whose);
                yield told(
                        number,
                        at,
                        "login.accepted",
                        whose,
                        () -> session(accepted).put("client", host(accepted.client())));
            }
            case Event.LoginDenied denied ->
                told(
                        number,
                        at,
                        "login.refused",
                        new Whose(denied.tenant(), Optional.empty()),
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
                        of(started.account()),
                        () -> session(started).put("verb", started.verb()).put("path", text(started.path())));
            case Event.TransferEnded ended ->
                told(
                        number,
                        at,
                        "transfer.ended",
                        of(ended.account()),
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
                        lifted.owner(),
                        lifted.tenant(),
                        () -> new JsonObject().put("network", lifted.network())));
            case NodeEvent.Administered done -> change(done, at, number);
            case NodeEvent.NodeTurned turned ->
                told(
                        number,
                        at,
                        "node",
                        NOBODY,
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
                Optional.of(ended.owner()),
                Optional.of(ended.tenant()),
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
        return new Told(number, at, "ban", banned.owner(), banned.tenant(), () -> data);
    }

    private static Optional<Told> change(NodeEvent.Administered done, Instant at, long number) {
        if (done.status() >= 300 || READS.matcher(done.operation()).matches()) {
            return Optional.empty();
        }
        var data = new JsonObject()
                .put("operation", done.operation())
                .put("path", done.path())
                .put("administrator", done.administrator());
        return Optional.of(new Told(number, at, "change", done.owner(), done.tenant(), () -> data));
    }

    private Optional<Told> told(long number, Instant at, String type, Whose whose, Supplier<JsonObject> data) {
        Optional<TenantId> owner = Optional.of(whose.tenant()).filter(tenant -> !tenant.equals(TenantId.NOBODY));
        return Optional.of(new Told(
                number,
                at,
                type,
                owner,
                owner.map(names::get),
                whose.user()
                        .<Supplier<JsonObject>>map(user -> () -> data.get().put("user", user.value()))
                        .orElse(data)));
    }

    private Whose of(Account account) {
        name(account.tenant().id(), account.tenant().slug());
        return new Whose(account.tenant().id(), Optional.of(account.user()));
    }

    private JsonObject session(Event.OfSession event) {
        return new JsonObject().put("session", SessionId.write(node, event.session()));
    }

    private static String host(SocketAddress client) {
        return client instanceof InetSocketAddress address ? address.getHostString() : client.toString();
    }

    /// What clients write are octets.
    private static String text(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }
}
