package dev.berth.control;

import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Tenancy;
import dev.berth.net.ControlSocket;
import dev.berth.net.TlsContext;
import dev.berth.net.TlsFacts;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.Origin;
import dev.berth.session.Parameters;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import dev.berth.tls.TlsService;
import dev.berth.transfer.Protection;
import java.util.function.Consumer;

/// TLS of one control connection: its beginning, by AUTH or at once, and its end by CCC.
final class ControlSecurity implements ControlSocket.Security {

    private final ControlSocket socket;
    private final Origin origin;
    private final TlsService tls;
    private final Events events;
    private final Consumer<Protection.Secured> owner;
    private Protection.Starting starting = new Protection.Starting(true, Protection.Level.PRIVATE);

    /// @param owner told when a handshake is done
    ControlSecurity(
            ControlSocket socket, Origin origin, TlsService tls, Events events, Consumer<Protection.Secured> owner) {
        this.socket = socket;
        this.origin = origin;
        this.tls = tls;
        this.events = events;
        this.owner = owner;
    }

    /// Whether the handshake comes first; data connections are private then until PROT says otherwise.
    boolean isImplicit() {
        return origin.tls() == Listener.Tls.IMPLICIT;
    }

    /// What a session begins with.
    Parameters initial() {
        return isImplicit() ? Parameters.INITIAL.with(starting) : Parameters.INITIAL;
    }

    /// Takes a seat for a handshake; [#start] must follow.
    ///
    /// @return false if there is none
    boolean admits() {
        boolean seat = tls.handshakes().begin(origin.client().getAddress());
        if (!seat) {
            events.publish(new Event.HandshakeRefused(origin.session(), origin.client()));
        }
        return seat;
    }

    /// What is to be done in place of a step that begins or ends TLS, if that may not be now. Between clear and TLS
    /// nothing may be under way: what follows AUTH or CCC at once was put there by somebody who wants it to
    /// be taken for the client's (Poddebniak et al., "Why TLS is better without STARTTLS", 2021).
    ///
    /// @param followed whether something was sent behind the command
    /// @return the step itself if it may be done
    Step judged(Step step, SessionState state, boolean followed) {
        boolean begins = step.then() == Step.Then.START_TLS;
        if ((begins || step.then() == Step.Then.END_TLS) && followed) {
            cut(Event.Cut.INJECTION, "something followed in the same segment");
            return state.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "Nothing may follow this command in clear");
        }
        if (begins && !admits()) {
            return state.says(
                    ReplyCode.SECURITY_UNAVAILABLE, "Too many TLS handshakes at this moment; try again later");
        }
        return step;
    }

    /// Begins the handshake.
    ///
    /// @param agreed what AUTH has agreed
    /// @param tenancy whom the session is for, so far
    void start(Protection.Starting agreed, Tenancy tenancy) {
        starting = agreed;
        socket.secure(tls.offer(origin.endpoint(), tenancy.sole()), tls.handshakeTimeout(), this);
    }

    /// The state after the handshake. A client may have told in it for which tenant the session is.
    static SessionState secured(SessionState state, Protection.Secured protection) {
        Parameters parameters = state.parameters().with(protection);
        return switch (state) {
            case SessionState.Greeted greeted -> {
                Origin origin = greeted.origin();
                Tenancy tenancy = protection
                        .facts()
                        .serverName()
                        .map(origin.tenancy()::asked)
                        .orElse(origin.tenancy());
                yield new SessionState.Greeted(origin.servedAs(tenancy), parameters, greeted.refusals());
            }
            case SessionState.Identified _, SessionState.LoggedIn _, Busy _, SessionState.Closed _ ->
                state.with(parameters);
        };
    }

    /// Ends TLS; what comes from now on is clear.
    void end() {
        socket.unsecure();
    }

    /// Tells why the session is being ended.
    private void cut(Event.Cut reason, String detail) {
        events.publish(new Event.SessionCut(origin.session(), origin.client(), reason, detail));
    }

    @Override
    public void secured(TlsContext context, TlsFacts facts) {
        tls.handshakes().end(origin.client().getAddress());
        events.publish(new Event.ControlSecured(origin.session(), origin.client(), facts.protocol(), facts.cipher()));
        owner.accept(starting.secured(context, facts));
    }

    @Override
    public void insecure(Throwable cause) {
        tls.handshakes().end(origin.client().getAddress());
        cut(Event.Cut.HANDSHAKE_FAILED, String.valueOf(cause.getMessage()));
    }
}
