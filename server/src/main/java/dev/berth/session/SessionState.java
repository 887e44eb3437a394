package dev.berth.session;

import dev.berth.account.Account;
import dev.berth.account.UserName;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import dev.berth.storage.Extent;
import dev.berth.storage.Files;
import dev.berth.storage.LongTask;
import dev.berth.tenant.TenantId;
import dev.berth.transfer.DataPort;
import dev.berth.transfer.Transfer;
import io.vertx.core.Future;
import java.util.List;

/// One client, from greeting to close.
///
/// ```
/// Greeted -- USER --> Identified -- PASS accepted --> LoggedIn <== 150 / 226 ==> Transferring
///   ^-- PASS refused ----'              |  ^         any state -- QUIT, idle, stop --> Closed
///   ^-- REIN ------------ any           |  '-- reply of a long command -- Working
///                                       '-------------------------------^
/// ```
public sealed interface SessionState
        permits SessionState.Greeted, SessionState.Identified, SessionState.LoggedIn, SessionState.Closed, Busy {

    /// Before USER, and again after a refused login.
    ///
    /// @param refusals how many logins were refused so far
    record Greeted(Origin origin, Parameters parameters, int refusals) implements SessionState {

        /// USER named somebody.
        public Identified identified(String login, TenantId tenant, UserName user) {
            return new Identified(origin, parameters, refusals, login, tenant, user);
        }

        @Override
        public Greeted with(Parameters other) {
            return new Greeted(origin, other, refusals);
        }
    }

    /// Between USER and PASS.
    ///
    /// @param login the text after USER, an octet string
    /// @param tenant whom the listener or the login named
    /// @param user the name in that tenant
    record Identified(Origin origin, Parameters parameters, int refusals, String login, TenantId tenant, UserName user)
            implements SessionState {

        /// PASS was right.
        public LoggedIn loggedIn(Account account, Files files) {
            return new LoggedIn(origin, parameters, account, files, FtpPath.ROOT, new Pending.Nothing(), 0, 0);
        }

        /// PASS was wrong.
        public Greeted refused() {
            return new Greeted(origin, parameters, refusals + 1);
        }

        @Override
        public Identified with(Parameters other) {
            return new Identified(origin, other, refusals, login, tenant, user);
        }
    }

    /// Somebody's session. Whoever holds this value may act as `account` on `files`.
    ///
    /// @param files the account's view of the storage
    /// @param directory the working directory
    /// @param pending what the last command left to the next
    /// @param restart where the next transfer begins, in octets (REST); kept until that transfer
    /// @param announced how long the next upload will be, in octets (ALLO); 0 if nobody said; kept until that
    ///     transfer
    record LoggedIn(
            Origin origin,
            Parameters parameters,
            Account account,
            Files files,
            FtpPath directory,
            Pending pending,
            long restart,
            long announced)
            implements SessionState {

        /// After CWD and CDUP.
        public LoggedIn in(FtpPath other) {
            return new LoggedIn(origin, parameters, account, files, other, pending, restart, announced);
        }

        /// After RNFR.
        public LoggedIn awaiting(Pending next) {
            return new LoggedIn(origin, parameters, account, files, directory, next, restart, announced);
        }

        /// The account may do other things from now on.
        public LoggedIn as(Account other) {
            return new LoggedIn(origin, parameters, other, files, directory, pending, restart, announced);
        }

        /// After REST.
        public LoggedIn restartingAt(long offset) {
            return new LoggedIn(origin, parameters, account, files, directory, pending, offset, announced);
        }

        /// After RANG.
        public LoggedIn about(Extent range) {
            return with(parameters.with(parameters.preferences().about(range)));
        }

        /// The piece of a file that the next command is about.
        public Extent range() {
            return parameters.preferences().range();
        }

        /// After ALLO.
        public LoggedIn announcing(long octets) {
            return new LoggedIn(origin, parameters, account, files, directory, pending, restart, octets);
        }

        /// A transfer begins: the data port, the restart point, the range and what was announced are used up.
        ///
        /// @param verb the command
        /// @param path what it moves
        public Busy.Transferring transferring(Transfer transfer, String verb, FtpPath path) {
            var after = with(parameters.with(new DataPort.None()))
                    .about(Extent.WHOLE)
                    .restartingAt(0)
                    .announcing(0);
            return new Busy.Transferring(after, transfer, verb, path);
        }

        /// A command begins that may take minutes; see [Busy.Working].
        public Busy.Working working(LongTask task, String verb, Future<Step> ended) {
            return new Busy.Working(this, task, verb, ended);
        }

        /// The absolute path of what the client wrote.
        public FtpPath resolve(Pathname pathname) {
            return directory.resolve(pathname);
        }

        @Override
        public LoggedIn with(Parameters other) {
            return new LoggedIn(origin, other, account, files, directory, pending, restart, announced);
        }
    }

    /// Nothing is read any more.
    record Closed(Origin origin, Parameters parameters) implements SessionState {

        @Override
        public Closed with(Parameters other) {
            return new Closed(origin, other);
        }
    }

    /// Where it came from.
    Origin origin();

    /// What was set so far.
    Parameters parameters();

    /// The same state with other parameters.
    SessionState with(Parameters other);

    /// The end of the session.
    default Closed closed() {
        return new Closed(origin(), parameters());
    }

    /// A step that answers and stays here.
    ///
    /// @param text an octet string
    default Step says(ReplyCode code, String text) {
        return new Step(List.of(Reply.of(code, text)), this, Step.Then.READ_ON);
    }

    /// A step that answers with several lines and stays here.
    default Step says(ReplyCode code, List<String> lines) {
        return new Step(List.of(new Reply(code, lines)), this, Step.Then.READ_ON);
    }

    /// A step that answers, moves here and has the socket do something.
    default Step says(ReplyCode code, String text, Step.Then then) {
        return new Step(List.of(Reply.of(code, text)), this, then);
    }

    /// Whether it is somebody's session.
    default boolean isLoggedIn() {
        return this instanceof LoggedIn || this instanceof Busy;
    }

    /// How many logins were refused so far.
    default int refusals() {
        return 0;
    }

    /// A step that answers and ends the session.
    default Step saysLast(ReplyCode code, String text) {
        return new Step(List.of(Reply.of(code, text)), closed(), Step.Then.CLOSE);
    }
}
