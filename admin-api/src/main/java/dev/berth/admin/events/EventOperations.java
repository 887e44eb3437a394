package dev.berth.admin.events;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Administrator;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Opaque;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.SessionId;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.bus.Address;
import dev.berth.bus.SessionsAnswer;
import dev.berth.bus.SessionsAnswer.Activity;
import dev.berth.bus.SessionsAnswer.Live;
import dev.berth.bus.SessionsRequest;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/events`.
public final class EventOperations {

    private static final int MOST = 100;
    private static final int MOST_EACH = 10;

    /// Of each tenant: what others do neither hides nor shows.
    private static final int MOST_PROGRESS = 100;

    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    /// A token that was revoked meanwhile is found out when its holder comes again.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Directory directory;
    private final Vertx vertx;
    private final String node;
    private final EventFeed feed;
    private final EventIds ids;

    /// @param node this node's id
    /// @param words for the ids of events
    public EventOperations(Directory directory, Vertx vertx, String node, EventFeed feed, Opaque words) {
        this.directory = directory;
        this.vertx = vertx;
        this.node = node;
        this.feed = feed;
        this.ids = new EventIds(words);
        vertx.setPeriodic(BEAT.toMillis(), _ -> feed.subscribers().forEach(Subscriber::beat));
        vertx.setPeriodic(PROGRESS.toMillis(), _ -> progress());
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(new Operation("streamEvents", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::stream));
    }

    private Future<Answer> stream(Call call) {
        Set<String> types = types(call.filter("type"));
        Resumed from = call.lastEvent()
                .map(id -> resumed(call.caller(), id))
                .orElse(new Resumed(feed.last(), Optional.empty()));
        return tenant(call).map(tenant -> {
            requireRoom(call.caller());
            return Answer.live(response -> listen(
                    response, new Subscriber(call.caller(), feed, ids, response, tenant, types, from.seen()), from));
        });
    }

    /// Nobody takes the places of all others.
    private void requireRoom(Administrator caller) {
        List<Administrator> listening =
                feed.subscribers().stream().map(Subscriber::caller).toList();
        if (listening.stream().filter(one -> one.proof().equals(caller.proof())).count() >= MOST_EACH) {
            throw Problem.of(Kind.TOO_MANY, "A caller listens to " + MOST_EACH + " streams at once; end one of them");
        }
        if (caller.tenant().isPresent()
                && listening.stream()
                                .filter(one -> one.tenant().equals(caller.tenant()))
                                .count()
                        >= MOST_EACH) {
            throw Problem.of(
                    Kind.TOO_MANY,
                    "Those who see one tenant only listen to " + MOST_EACH + " streams at once; end one of them");
        }
        if (listening.size() >= MOST) {
            throw Problem.of(Kind.UNAVAILABLE, MOST + " callers listen already");
        }
    }

    private void listen(HttpServerResponse response, Subscriber subscriber, Resumed from) {
        long timer = vertx.setTimer(LONGEST.toMillis(), _ -> {
            feed.remove(subscriber);
            subscriber.end();
        });
        Handler<@Nullable Void> leave = _ -> {
            feed.remove(subscriber);
            vertx.cancelTimer(timer);
        };
        response.closeHandler(leave);
        response.endHandler(leave);
        feed.add(subscriber);
        if (response.closed()) {
            leave.handle(null); // whoever left before the handlers were there is not told of by them
            return;
        }
        response.write("retry: 2000\n\n").onComplete(_ -> {}, _ -> {});
        from.gap().ifPresent(subscriber::begin);
        subscriber.pump();
    }

    /// Whose events are meant.
    private Future<Optional<TenantId>> tenant(Call call) {
        Optional<String> named = call.filter("tenant");
        if (named.isPresent()) {
            if (!Slug.isValid(named.get())) {
                throw Problem.invalid(List.of(FieldFault.of("tenant", named.get(), Slug.RULE)));
            }
            return TenantOperations.visible(directory, call.caller(), new Slug(named.get()))
                    .map(berth -> Optional.of(berth.tenant().id()));
        }
        return Future.succeededFuture(call.caller().tenant());
    }

    private static Set<String> types(Optional<String> given) {
        if (given.isEmpty()) {
            return Set.of();
        }
        Set<String> types =
                Arrays.stream(given.get().split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!Telling.TYPES.containsAll(types)) {
            throw Problem.invalid(List.of(FieldFault.of(
                    "type",
                    given.get(),
                    "some of " + Telling.TYPES.stream().sorted().collect(Collectors.joining(", ")))));
        }
        return types;
    }

    /// Where to go on. Whoever comes with an id that says nothing here is served all the same: browsers come again by
    /// themselves, with the id of an earlier life of the node if it was started anew, and give up at a refusal.
    ///
    /// @param gap why it is not known what was missed, if it is not
    private record Resumed(long seen, Optional<String> gap) {}

    private Resumed resumed(Administrator caller, String lastEvent) {
        return ids.read(caller, lastEvent)
                .map(place -> place.life() == feed.life()
                        ? new Resumed(place.number(), Optional.empty())
                        : new Resumed(0, Optional.of("restart")))
                .orElse(new Resumed(0, Optional.of("unknown")));
    }

    /// Asks for what runs only while somebody wants to know.
    private void progress() {
        if (feed.subscribers().stream().noneMatch(one -> one.wants("transfer.progress"))) {
            return;
        }
        vertx.eventBus()
                .<JsonObject>request(
                        Address.sessions(node),
                        SessionsRequest.list(Optional.empty()).toJson(),
                        new DeliveryOptions().setSendTimeout(PROGRESS.toMillis()))
                .map(reply -> SessionsAnswer.fromJson(reply.body()))
                .onComplete(this::progressed, _ -> {});
    }

    private void progressed(SessionsAnswer answer) {
        answer.sessions().stream()
                .filter(live -> live.activity().isPresent() && !live.tenant().isEmpty())
                .collect(Collectors.groupingBy(Live::owner))
                .values()
                .forEach(all -> all.stream()
                        .limit(MOST_PROGRESS)
                        .map(live -> progress(live, live.activity().orElseThrow()))
                        .forEach(told -> feed.subscribers().forEach(subscriber -> subscriber.hint(told))));
    }

    private Told progress(Live live, Activity activity) {
        var data = new JsonObject()
                .put("session", SessionId.write(node, live.number()))
                .put("user", live.user())
                .put("verb", activity.verb())
                .put("path", activity.path())
                .put("octets", activity.octets())
                .put("seconds", activity.millis() / 1000.0)
                .put("octetsPerSecond", activity.millis() == 0 ? 0 : activity.octets() * 1000 / activity.millis());
        activity.total().ifPresent(total -> data.put("total", total));
        return new Told(
                0,
                Instant.now(),
                "transfer.progress",
                Optional.of(live.owner()),
                Optional.of(new Slug(live.tenant())),
                () -> data);
    }
}
