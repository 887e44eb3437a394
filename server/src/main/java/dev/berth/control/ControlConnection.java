package dev.berth.control;

import dev.berth.account.Fate;
import dev.berth.command.Dispatcher;
import dev.berth.net.ControlSocket;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.LineReader;
import dev.berth.protocol.Octets;
import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.Busy.Transferring;
import dev.berth.session.Origin;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.Step;
import dev.berth.tenant.TenantId;
import dev.berth.transfer.Protection;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// One control connection. Lines are answered in order, one at a time; while a transfer or a long command runs,
/// those that may be answered at once are. Everything happens on one context.
final class ControlConnection implements LineReader.Lines, CommandQueue.Session {

    /// Said by a node that is being drained.
    static final String OUT_OF_SERVICE = "This server is being taken out of service; connect again";

    private static final Duration LAST_WORD = Duration.ofMinutes(1);

    private final ControlSocket socket;
    private final ControlListener.Serving serving;
    private final Dispatcher dispatcher;
    private final Events events;
    private final Consumer<ControlConnection> onGone;
    private final CommandQueue queue;
    private final ReplyWriter replies;
    private final ControlSecurity security;
    private final AccountWarden warden;
    private final Silence silence;
    private final RunningCommand running;
    private final Held held = new Held();
    private final LastWord lastWord;
    private boolean busy;
    private boolean gone;
    private Future<?> answering = Future.succeededFuture();
    private volatile SessionState state;

    ControlConnection(
            ControlSocket socket, Origin origin, ControlListener.Serving serving, Consumer<ControlConnection> onGone) {
        this.socket = socket;
        this.serving = serving;
        this.dispatcher = serving.dispatcher();
        this.events = serving.events();
        this.onGone = onGone;
        this.replies = new ReplyWriter(socket, origin.session(), events);
        this.queue = new CommandQueue(socket, dispatcher, this, replies);
        this.warden = new AccountWarden(dispatcher.authenticator());
        this.silence = new Silence(serving.config(), serving.idle());
        this.running = new RunningCommand(socket, dispatcher);
        this.lastWord = new LastWord(events, origin.session(), LAST_WORD);
        this.security = new ControlSecurity(socket, origin, serving.tls(), events, this::secured);
        this.state = new Greeted(origin, security.initial(), 0);
    }

    /// Begins to read, and greets: at once, or when the handshake of an implicit listener is done.
    void open() {
        TenantId owner = state.origin().tenancy().served().owner().orElse(TenantId.NOBODY);
        events.publish(new Event.SessionOpened(
                number(), owner, socket.client(), socket.server().getPort()));
        socket.open(this, queue::work, this::gone);
        if (!isSecuring()) {
            greet();
        } else if (security.admits()) {
            startTls();
        } else {
            socket.abort();
        }
    }

    private void greet() {
        replies.write(List.of(serving.greeting().reply(state.origin())));
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
        silence.broken();
        if (gone) {
            protection.release();
            return;
        }
        state = ControlSecurity.secured(state, protection);
        if (security.isImplicit()) {
            greet();
        }
        queue.work();
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
        silence.broken();
        events.publish(new Event.Heard(number(), dispatcher.spoken().shown(octets)));
        if (busy) {
            dispatcher.spoken().hurry(octets, state);
        }
        queue.take(octets);
    }

    @Override
    public void lineTooLong() {
        if (!gone && !(state instanceof SessionState.Closed)) {
            silence.broken();
            // It takes its turn among the lines before it, as something that is no command.
            queue.take("");
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
        running.checkProgress();
        warden.look(state, this::fated);
        boolean rests = !busy && !(state instanceof Busy) && !(state instanceof SessionState.Closed);
        if (rests && serving.sessions().isDraining()) {
            terminate(OUT_OF_SERVICE);
        }
        silence.verdict(state, busy, now).ifPresent(this::terminate);
    }

    /// What is known of it at the moment; may be asked on any thread.
    @Override
    public SessionState state() {
        return state;
    }

    /// Ends the session because the server wants it.
    void terminate(String why) {
        running.abort();
        if (state instanceof SessionState.Closed || isSecuring()) {
            socket.abort();
        } else {
            apply(state.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, Octets.ofText(why)));
        }
    }

    /// A session of the same account wants to be: this one ends if nobody seems to be there any more.
    void giveWay(Duration limit) {
        if (!busy && silence.isLonger(limit) && running.isStill(limit) && state.isLoggedIn()) {
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
                    replies.write(List.of(Reply.of(ReplyCode.TRANSFER_ABORTED, Octets.ofText(words))));
                }
                terminate(words);
            }
        }
    }

    /// Nothing is under way, and the client is there and reads.
    @Override
    public boolean isReady() {
        return !busy && !gone && !(state instanceof SessionState.Closed) && !socket.isBehind();
    }

    @Override
    public void answer(String line) {
        if (serving.sessions().isDraining()) {
            terminate(OUT_OF_SERVICE);
            return;
        }
        busy = true;
        answering = dispatcher.on(line, state, running::clientHasLeft).onComplete(this::answered, this::defect);
    }

    private void answered(Step step) {
        busy = false;
        silence.broken();
        apply(step);
        queue.work();
    }

    @Override
    public void apply(Step wanted) {
        boolean over = gone || state instanceof SessionState.Closed;
        Step step = over ? wanted : security.judged(wanted, state, !queue.isEmpty() || socket.hasUnread());
        boolean begins = step.next() instanceof Busy && !(state instanceof Busy);
        if (!over) {
            replies.write(step.replies());
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

    /// Moves to the next state, and gives back what only the old one held.
    private void become(SessionState next) {
        SessionState before = state;
        boolean over = gone || before instanceof SessionState.Closed || next instanceof SessionState.Closed;
        state = over ? next.closed() : next;
        held.pass(before, next, over);
        lastWord.reached(!before.isLoggedIn() && next.isLoggedIn());
        if (!state.isLoggedIn()) {
            dispatcher.limits().seats().leave(number());
        }
        if (!before.getClass().equals(state.getClass())) {
            serving.sessions().roll().enter(state);
        }
    }

    private void follow(Busy begun) {
        running.begin(begun, this::ended, this::defect);
        if (state instanceof SessionState.Closed) {
            running.abort();
        }
    }

    private void ended(Step step) {
        running.end();
        silence.broken();
        apply(step);
        warden.look(state, this::fated); // the step has the account as it was when this began
        if (gone) {
            onGone.accept(this);
        } else {
            queue.work();
        }
    }

    /// The client has left, or was sent away. A transfer that moves goes on to its end; see [RunningCommand].
    private void gone() {
        gone = true;
        state.parameters().protection().release();
        dispatcher.spoken().leave(state);
        queue.clear();
        running.clientLeft();
        become(state.closed());
        lastWord.after(answering, socket.context());
        if (running.isNone()) {
            onGone.accept(this);
        }
    }

    private void defect(Throwable cause) {
        events.publish(new Event.CommandFailed(number(), "", cause));
        socket.abort();
    }

    /// Tells the client something with one of its next replies. On the session's context.
    void tell(String text) {
        replies.tell(text);
    }

    /// Its number in this process.
    long number() {
        return state.origin().session();
    }
}
