package dev.berth.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.bus.Address;
import dev.berth.bus.SessionsAnswer;
import dev.berth.bus.SessionsAnswer.Activity;
import dev.berth.bus.SessionsAnswer.Live;
import dev.berth.bus.SessionsRequest;
import dev.berth.control.Sessions.Present;
import dev.berth.protocol.FtpPath;
import dev.berth.session.Busy;
import dev.berth.session.Busy.Transferring;
import dev.berth.session.Busy.Working;
import dev.berth.session.Origin;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.tenant.TenantId;
import dev.berth.transfer.Protection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells over the bus which sessions this node has, and ends one of them.
public final class SessionDesk {

    private static final int MOST = 10_000;

    private final String node;
    private final Sessions sessions;
    private final MessageConsumer<JsonObject> consumer;

    /// @param node the id under which it is asked
    public SessionDesk(Vertx vertx, String node, Sessions sessions) {
        this.node = node;
        this.sessions = sessions;
        this.consumer = vertx.eventBus().consumer(Address.sessions(node), this::asked);
    }

    /// Answers nobody any more.
    public Future<Void> close() {
        return consumer.unregister();
    }

    private void asked(Message<JsonObject> message) {
        SessionsRequest request = SessionsRequest.fromJson(message.body());
        List<Present> meant = sessions.present().stream()
                .filter(present -> isMeant(present.connection(), request))
                .limit(MOST)
                .toList();
        message.reply(
                new SessionsAnswer(node, meant.stream().map(SessionDesk::live).toList()).toJson());
        if (request.end().isPresent()) {
            meant.forEach(present -> end(present.connection(), request.why()));
        }
        if (request.tell().isPresent()) {
            meant.forEach(present -> tell(present.connection(), request.why()));
        }
    }

    /// On the context that the session lives on.
    private static void end(ControlConnection connection, String why) {
        connection.state().origin().loop().runOnContext(_ -> connection.terminate(why));
    }

    private static void tell(ControlConnection connection, String text) {
        connection.state().origin().loop().runOnContext(_ -> connection.tell(text));
    }

    private static boolean isMeant(ControlConnection connection, SessionsRequest request) {
        SessionState state = connection.state();
        boolean named = request.one().isEmpty()
                || request.one().get().equals(state.origin().session());
        return named
                && !(state instanceof SessionState.Closed)
                && (request.tenant().isEmpty() || request.tenant().equals(tenant(state)));
    }

    private static Optional<TenantId> tenant(SessionState state) {
        return user(state).map(user -> user.account().tenant().id());
    }

    private static Optional<LoggedIn> user(SessionState state) {
        return switch (state) {
            case LoggedIn user -> Optional.of(user);
            case Busy busy -> Optional.of(busy.after());
            case SessionState.Greeted _, SessionState.Identified _, SessionState.Closed _ -> Optional.empty();
        };
    }

    private static Live live(Present present) {
        SessionState state = present.connection().state();
        Origin origin = state.origin();
        Optional<LoggedIn> user = user(state);
        return new Live(
                origin.session(),
                user.map(known -> known.account().tenant().id()).orElse(TenantId.NOBODY),
                user.map(known -> known.account().tenant().slug().value()).orElse(""),
                user.map(known -> known.account().user().value()).orElse(""),
                origin.client().getAddress().getHostAddress(),
                origin.server().getPort(),
                present.began(),
                state.parameters().protection() instanceof Protection.Secured secured && secured.controlEncrypted(),
                text(state.parameters().preferences().client()),
                user.map(known -> text(known.directory().toString())).orElse(""),
                activity(state));
    }

    private static Optional<Activity> activity(SessionState state) {
        return switch (state) {
            case Transferring moving ->
                Optional.of(new Activity(
                        moving.verb(),
                        path(moving.path()),
                        moving.transfer().octets(),
                        moving.transfer().expected(),
                        moving.transfer().age().toMillis()));
            case Working working -> Optional.of(new Activity(working.verb(), "", 0, OptionalLong.empty(), 0));
            case LoggedIn _, SessionState.Greeted _, SessionState.Identified _, SessionState.Closed _ ->
                Optional.empty();
        };
    }

    private static String path(FtpPath path) {
        return text(path.toString());
    }

    /// What clients write are octets.
    private static String text(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }
}
