package dev.berth.control;

import dev.berth.command.Dispatcher;
import dev.berth.net.ControlSocket;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import java.util.Iterator;
import java.util.Optional;

/// The command lines of one control connection on their way to their replies: in order, one at a time, and no faster
/// than the account may. While a transfer or a long command runs, those that may be answered at once are. When many
/// wait, the client is not read from.
final class CommandQueue {

    /// Whose command lines they are.
    interface Session {

        /// What is known of it at the moment.
        SessionState state();

        /// Whether the next line may be answered: none is being answered, and the client reads the replies.
        boolean isReady();

        /// Begins to answer a line; [CommandQueue#work] follows when that is done.
        void answer(String line);

        /// Does what an answer says.
        void apply(Step step);
    }

    private final ControlSocket socket;
    private final Dispatcher dispatcher;
    private final Session session;
    private final ReplyWriter replies;
    private final WaitingLines waiting = new WaitingLines();
    private final Tempo tempo = new Tempo();
    private boolean resting;
    private boolean paused;
    private boolean working;

    CommandQueue(ControlSocket socket, Dispatcher dispatcher, Session session, ReplyWriter replies) {
        this.socket = socket;
        this.dispatcher = dispatcher;
        this.session = session;
        this.replies = replies;
    }

    /// A line has come.
    void take(String line) {
        waiting.add(line);
        work();
        if (!paused && waiting.isFull()) {
            paused = true;
            socket.pause();
        }
    }

    /// Whether no line waits.
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Forgets the lines that wait.
    void clear() {
        waiting.clear();
    }

    /// Takes lines from the queue as long as they can be answered, and the client reads the answers. An answer that
    /// comes at once does not begin it again: many lines would be as many calls deep.
    void work() {
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
        while (session.isReady()) {
            if (session.state() instanceof Busy engaged) {
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
            replies.answering(line);
            session.answer(line);
        }
    }

    private void answerUrgent(Busy engaged) {
        SessionState now = engaged;
        for (Iterator<String> lines = waiting.iterator(); lines.hasNext() && now instanceof Busy still; ) {
            String line = lines.next();
            Optional<Step> step = dispatcher.during(line, still);
            if (step.isPresent()) {
                waiting.remove(lines, line);
                replies.answering(line, () -> session.apply(step.get()));
                now = step.get().next();
            }
        }
    }

    /// Whether the next line must wait; then it is looked at again in time.
    private boolean isTooFast(long now) {
        long most = session.state() instanceof LoggedIn user
                ? dispatcher.limits().of(user.account(), Limit.COMMANDS)
                : Limits.UNLIMITED;
        long rest = tempo.ask(most, now);
        if (rest == 0) {
            return false;
        }
        if (tempo.isBeyondPatience(now)) {
            session.apply(session.state()
                    .saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "At most " + most + " commands per second, please"));
        } else if (!resting) {
            resting = true;
            socket.context().owner().setTimer(rest / 1_000_000 + 1, _ -> {
                resting = false;
                work();
            });
        }
        return true;
    }
}
