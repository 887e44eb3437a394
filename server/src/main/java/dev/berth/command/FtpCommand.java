package dev.berth.command;

import dev.berth.protocol.FtpPath;
import dev.berth.session.Busy;
import dev.berth.session.Pending;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import dev.berth.transfer.Incoming;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;

/// One verb. The kind is the gate: what needs a login takes a [LoggedIn] and so cannot be called without one.
///
/// @param <A> its argument, parsed
sealed interface FtpCommand<A> {

    /// Its names, its argument, the permission it needs and what FEAT and HELP say of it.
    Spec<A> spec();

    /// For anyone, logged in or not.
    non-sealed interface Open<A> extends FtpCommand<A> {
        Future<Step> run(A argument, SessionState session);
    }

    /// For who is logged in.
    non-sealed interface Restricted<A> extends FtpCommand<A> {
        Future<Step> run(A argument, LoggedIn session);
    }

    /// Right after RNFR only.
    non-sealed interface AfterRenameFrom<A> extends FtpCommand<A> {
        Future<Step> run(A argument, FtpPath from, LoggedIn session);
    }

    /// Sends over a data connection. It only says what to open; [Dispatcher] and `Transfers` do the rest.
    non-sealed interface Sends<A> extends FtpCommand<A> {
        Future<Opened<Outgoing>> open(A argument, LoggedIn session);
    }

    /// Receives over a data connection.
    non-sealed interface Receives<A> extends FtpCommand<A> {
        Future<Opened<Incoming>> open(A argument, LoggedIn session);

        /// The text of the 226.
        default String completed(FtpPath path) {
            return "Transfer complete";
        }
    }

    /// A verb whose argument begins with a verb of a table of its own: SITE. The dispatcher goes on there.
    non-sealed interface Family<A> extends FtpCommand<A> {
        Commands members();
    }

    /// May take minutes: whole trees, large files. It runs off the event loop, one of a few of its tenant
    /// ([LongTasks]); ABOR calls it off, and meanwhile the session is [dev.berth.session.Busy.Working].
    non-sealed interface TakesLong<A> extends FtpCommand<A> {

        /// Does it.
        ///
        /// @param before what the command before has left
        /// @param task to be handed to the storage
        Future<Step> run(A argument, Pending before, LoggedIn session, LongTask task);
    }

    /// Answered while a transfer or a long command runs; everything else waits for its end.
    interface Urgent<A> {
        Step during(A argument, Busy session);
    }

    /// May be used by somebody who has to choose a new password before anything else.
    interface ChangesPassword {}

    /// Ends what runs, and is answered after it (RFC 959 §4.1.3, ABOR).
    interface Interrupting {
        void interrupt(Busy session);
    }

    /// What a transfer moves, ready to move.
    ///
    /// @param movement the open file or listing
    /// @param path what it is, for 150 and the log
    /// @param announcement the text of the 150
    record Opened<M>(M movement, FtpPath path, String announcement) {}
}
