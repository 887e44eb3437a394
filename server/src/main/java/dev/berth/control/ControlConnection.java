package dev.berth.control;

import dev.berth.account.Fate;
import dev.berth.command.Dispatcher;
import dev.berth.command.Greeting;
import dev.berth.command.IdleLimits;
import dev.berth.config.SessionConfig;
import dev.berth.net.ControlSocket;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.LineReader;
import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Origin;
import dev.berth.session.Roll;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Busy;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.SessionState.Transferring;
import dev.berth.session.SessionState.Working;
import dev.berth.session.Step;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.transfer.Protection;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One control connection. Lines are answered in order, one at a time; while a transfer or a long command runs,
/// those that may be answered at once are. Everything happens on one context.
final class ControlConnection implements LineReader.Lines {

    /// A client that leaves this shortly before its data ends has not sent everything, as far as anybody can tell;
    /// data that goes on after the control connection was cut (by a balancer that found it idle) ends as a whole.
    private static final long LEFT_WITH_DATA_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// Said by a node that is being drained.
    static final String OUT_OF_SERVICE = "This server is being taken out of service; connect again";

    private final ControlSocket socket;
    private final Dispatcher dispatcher;
    private final Greeting greeting;
    private final SessionConfig config;
    private final IdleLimits idle;
    private final Notice notice = new Notice();
    private final Events events;
    private final ControlSecurity security;
    private final Sessions sessions;
    private final Roll roll;
    private final Consumer<ControlConnection> onGone;
    private final WaitingLines waiting = new WaitingLines();
    private final Tempo tempo = new Tempo();
    private boolean resting;
    private final AccountWarden warden;
    private boolean paused;
    private boolean working;
    private boolean busy;
    private boolean gone;
    private volatile long goneAt;
    private long lastActivity = System.nanoTime();
    private @Nullable Busy running;
    private final Held held = new Held();
    private volatile SessionState state;

    ControlConnection(
            ControlSocket socket, Origin origin, ControlListener.Serving serving, Consumer<ControlConnection> onGone) {
        this.socket = socket;
        this.dispatcher = serving.dispatcher();
        this.warden = new AccountWarden(dispatcher.authenticator());
        this.greeting = serving.greeting();
        this.config = serving.config();
        this.idle = serving.idle();
        this.events = serving.events();
        this.sessions = serving.sessions();
        this.roll = sessions.roll();
        this.onGone = onGone;
        this.security = new ControlSecurity(socket, origin, serving.tls(), events, this::secured);
        this.state = new Greeted(origin, security.initial(), 0);
    }

    /// Begins to read, and greets: at once, or when the handshake of an implicit listener is done.
    void open() {
        events.publish(new Event.SessionOpened(
                number(), socket.client(), socket.server().getPort()));
        socket.open(this, this::work, this::gone);
        if (!isSecuring()) {
            greet();
        } else if (security.admits()) {
            startTls();
        } else {
            socket.abort();
        }
    }

    private void greet() {
        write(List.of(greeting.reply(state.origin())));
    }

    private void startTls() {
        if (state.parameters().protection() instanceof Protection.Starting starting) {
            busy = true;
            security.start(starting, state.origin().tenancy());
        }
    }

    /// The handshake is done.
    private void secured(Protection.Secured protection) {
        busy = false;
        lastActivity = System.nanoTime();
        if (gone) {
            protection.release();
            return;
        }
        state = state.with(state.parameters().with(protection));
        if (security.isImplicit()) {
            greet();
        }
        work();
    }

    /// Nothing may be written while a handshake runs.
    private boolean isSecuring() {
        return state.parameters().protection() instanceof Protection.Starting;
    }

    @Override
    public void line(String octets) {
        if (gone || state instanceof SessionState.Closed) {
            return;
        }
        lastActivity = System.nanoTime();
        events.publish(new Event.Heard(number(), dispatcher.spoken().shown(octets)));
        waiting.add(octets);
        if (busy) {
            dispatcher.spoken().hurry(octets, state);
        }
        work();
        if (!paused && waiting.isFull()) {
            paused = true;
            socket.pause();
        }
    }

    @Override
    public void lineTooLong() {
        if (!gone && !(state instanceof SessionState.Closed)) {
            lastActivity = System.nanoTime();
            // It takes its turn among the lines before it, as something that is no command.
            waiting.add("");
            work();
        }
    }

    @Override
    public void telnetRefusal(String octets) {
        if (!gone && !(state instanceof SessionState.Closed) && !isSecuring()) {
            socket.write(octets);
        }
    }

    /// Once a second: ends what has been silent for too long.
    void tick(long now) {
        if (running instanceof Transferring moving) {
            moving.transfer().checkProgress();
        }
        warden.look(state, this::fated);
        if (sessions.isDraining() && !busy && !(state instanceof Busy) && !(state instanceof SessionState.Closed)) {
            terminate(OUT_OF_SERVICE);
        }
        switch (state) {
            case Greeted _, SessionState.Identified _ ->
                endIfSilent(now, config.loginTimeout(), "You took too long to log in");
            case LoggedIn user -> {
                if (!busy) {
                    endIfSilent(now, idle.of(user), "You were idle for too long");
                }
            }
            case Busy _, SessionState.Closed _ -> {}
        }
    }

    /// What is known of it at the moment; may be asked on any thread.
    SessionState state() {
        return state;
    }

    /// Ends the session because the server wants it.
    void terminate(String why) {
        if (running != null) {
            running.abort();
        }
        if (state instanceof SessionState.Closed || isSecuring()) {
            socket.abort();
        } else {
            apply(state.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, why));
        }
    }

    /// A session of the same account wants to be: this one ends if nobody seems to be there any more.
    void giveWay(Duration silence) {
        boolean silent = System.nanoTime() - lastActivity > silence.toNanos();
        boolean still = running == null
                || (running instanceof Transferring moving && moving.transfer().isStill(silence));
        if (!busy && silent && still && isLoggedIn(state)) {
            terminate("Another session of this account wants the place of this one, which was silent");
        }
    }

    /// The account or its tenant was changed.
    private void fated(Fate fate) {
        if (gone || state instanceof SessionState.Closed) {
            return;
        }
        switch (fate) {
            case Fate.Stands stands -> become(dispatcher.continued(state, stands.account()));
            case Fate.Ended(String words) -> {
                if (state instanceof Transferring) {
                    write(List.of(Reply.of(ReplyCode.TRANSFER_ABORTED, words)));
                }
                terminate(words);
            }
        }
    }

    /// Takes lines from the queue as long as they can be answered, and the client reads the answers. An answer that
    /// comes at once does not begin it again: many lines would be as many calls deep.
    private void work() {
        if (!working) {
            working = true;
            try {
                answerWaiting();
            } finally {
                working = false;
            }
        }
        if (paused && waiting.hasRoom()) {
            paused = false;
            socket.resume();
        }
    }

    private void answerWaiting() {
        while (!busy && !gone && !(state instanceof SessionState.Closed) && !socket.isBehind()) {
            if (state instanceof Busy engaged) {
                answerUrgent(engaged);
                break;
            }
            if (waiting.isEmpty()) {
                tempo.rests();
                break;
            }
            String line = isTooFast(System.nanoTime()) ? null : waiting.poll();
            if (line == null) {
                break;
            }
            answer(line);
        }
    }

    private static boolean isLoggedIn(SessionState state) {
        return state instanceof LoggedIn || state instanceof Busy;
    }

    /// Whether the next line must wait; then it is looked at again in time.
    private boolean isTooFast(long now) {
        long most = state instanceof LoggedIn user
                ? dispatcher.limits().of(user.account(), Limit.COMMANDS)
                : Limits.UNLIMITED;
        long rest = tempo.ask(most, now);
        if (rest == 0) {
            return false;
        }
        if (tempo.isBeyondPatience(now)) {
            apply(state.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "At most " + most + " commands per second, please"));
        } else if (!resting) {
            resting = true;
            socket.context().owner().setTimer(rest / 1_000_000 + 1, _ -> {
                resting = false;
                work();
            });
        }
        return true;
    }

    private void answer(String line) {
        if (sessions.isDraining()) {
            terminate(OUT_OF_SERVICE);
            return;
        }
        busy = true;
        dispatcher.on(line, state, this::clientHasLeft).onComplete(this::answered, this::defect);
    }

    private void answered(Step step) {
        busy = false;
        lastActivity = System.nanoTime();
        apply(step);
        work();
    }

    private void answerUrgent(Busy engaged) {
        SessionState now = engaged;
        for (Iterator<String> lines = waiting.iterator(); lines.hasNext() && now instanceof Busy still; ) {
            String line = lines.next();
            Optional<Step> step = dispatcher.during(line, still);
            if (step.isPresent()) {
                waiting.remove(lines, line);
                apply(step.get());
                now = step.get().next();
            }
        }
    }

    private void apply(Step step) {
        boolean over = gone || state instanceof SessionState.Closed;
        boolean turns = step.then() == Step.Then.START_TLS || step.then() == Step.Then.END_TLS;
        if (turns && !over && !mayTurn(step)) {
            return;
        }
        boolean begins = step.next() instanceof Busy && !(state instanceof Busy);
        if (!over) {
            write(step.replies());
        }
        become(step.next());
        if (begins) {
            follow((Busy) step.next());
        }
        switch (step.then()) {
            case READ_ON -> {}
            case START_TLS -> startTls();
            case END_TLS -> security.end();
            case CLOSE -> socket.end();
        }
    }

    /// Between clear and TLS nothing may be under way: what follows AUTH or CCC at once was put there by somebody
    /// who wants it to be taken for the client's (Poddebniak et al., "Why TLS is better without STARTTLS", 2021).
    private boolean mayTurn(Step step) {
        if (!waiting.isEmpty() || socket.hasUnread()) {
            waiting.clear();
            security.cut(Event.Cut.INJECTION, "something followed in the same segment");
            apply(state.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "Nothing may follow this command in clear"));
            return false;
        }
        if (step.then() == Step.Then.START_TLS && !security.admits()) {
            write(List.of(Reply.of(
                    ReplyCode.SECURITY_UNAVAILABLE, "Too many TLS handshakes at this moment; try again later")));
            return false;
        }
        return true;
    }

    /// Moves to the next state, and gives back what only the old one held.
    private void become(SessionState next) {
        SessionState before = state;
        boolean over = gone || before instanceof SessionState.Closed || next instanceof SessionState.Closed;
        state = over ? next.closed() : next;
        held.pass(before, next, over);
        if (!isLoggedIn(state)) {
            dispatcher.limits().seats().leave(number());
        }
        if (!before.getClass().equals(state.getClass())) {
            roll.enter(state);
        }
    }

    /// The end of what has begun comes as an event on this session's context.
    private void follow(Busy begun) {
        running = begun;
        if (state instanceof SessionState.Closed) {
            begun.abort();
        }
        switch (begun) {
            case Transferring moving ->
                moving.transfer()
                        .ended()
                        .onComplete(outcome -> later(() -> ended(dispatcher.ended(outcome, moving))), this::defect);
            case Working working -> working.ended().onComplete(step -> later(() -> ended(step)), this::defect);
        }
    }

    private void later(Runnable event) {
        socket.context().runOnContext(_ -> event.run());
    }

    private void ended(Step step) {
        running = null;
        lastActivity = System.nanoTime();
        apply(step);
        warden.look(state, this::fated); // the step has the account as it was when this began
        if (gone) {
            onGone.accept(this);
        } else {
            work();
        }
    }

    /// The client has left, or was sent away. A transfer that moves goes on to its end; see [#clientHasLeft].
    private void gone() {
        gone = true;
        state.parameters().protection().release();
        goneAt = System.nanoTime();
        dispatcher.spoken().leave(state);
        waiting.clear();
        if (running != null && !running.outlivesTheClient()) {
            running.abort();
        }
        become(state.closed());
        events.publish(new Event.SessionClosed(number()));
        if (running == null) {
            onGone.accept(this);
        }
    }

    /// Asked on any thread when the data of an upload has ended.
    private boolean clientHasLeft() {
        long left = goneAt;
        return left == 0 ? socket.peerHasClosed() : System.nanoTime() - left < LEFT_WITH_DATA_NANOS;
    }

    private void endIfSilent(long now, Duration limit, String why) {
        if (now - lastActivity > limit.toNanos()) {
            terminate(why);
        }
    }

    private void write(List<Reply> replies) {
        if (!replies.isEmpty() && !gone) {
            var wire = new StringBuilder(96);
            for (Reply each : replies) {
                Reply reply = notice.in(each);
                reply.appendTo(wire);
                events.publish(new Event.Replied(number(), reply.head()));
            }
            socket.write(wire);
        }
    }

    private void defect(Throwable cause) {
        events.publish(new Event.CommandFailed(number(), "", cause));
        socket.abort();
    }

    /// Tells the client something with one of its next replies. On the session's context.
    void tell(String text) {
        notice.add(text);
    }

    /// Its number in this process.
    long number() {
        return state.origin().session();
    }
}
