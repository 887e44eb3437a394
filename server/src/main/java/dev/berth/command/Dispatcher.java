package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.Authenticator;
import dev.berth.endpoint.AllManners;
import dev.berth.limit.NodeLimits;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.CommandLine;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import dev.berth.quota.QuotaLedger;
import dev.berth.session.Busy;
import dev.berth.session.Busy.Transferring;
import dev.berth.session.Pending;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.tls.TlsService;
import dev.berth.transfer.Outcome;
import dev.berth.transfer.Transfers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// From a line to a step: find (500, 502), parse (501), authorise (530, 503, 550), run; and what failed becomes a
/// reply.
public final class Dispatcher {

    /// A web page can make a browser send these to any port, with commands in the body (Brinkmann et al., "ALPACA",
    /// 2021).
    private static final Set<String> OF_HTTP =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final Commands commands;
    private final Movements movements;
    private final Authenticator authenticator;
    private final Events events;
    private final LongTasks longTasks;
    private final Speech speech;
    private final NodeLimits limits;

    public Dispatcher(
            Commands commands,
            Transfers transfers,
            Authenticator authenticator,
            TlsService tls,
            QuotaLedger quotas,
            Events events,
            LongTasks longTasks,
            AllManners manners,
            NodeLimits limits) {
        this.limits = limits;
        this.longTasks = longTasks;
        this.speech = new Speech(manners);
        this.commands = commands;
        this.authenticator = authenticator;
        this.movements = new Movements(transfers, tls, quotas, events, limits);
        this.events = events;
    }

    /// Who knows what has become of accounts.
    public Authenticator authenticator() {
        return authenticator;
    }

    /// What there is only so much of.
    public NodeLimits limits() {
        return limits;
    }

    /// The session goes on with what its account may do now; a transfer that it may not do any more is stopped.
    public SessionState continued(SessionState session, Account account) {
        limits.changed(account);
        return new Continuation(commands).of(session, account);
    }

    /// Lines as they are kept and shown.
    public Spoken spoken() {
        return new Spoken(commands);
    }

    /// Answers a line outside a transfer.
    ///
    /// @param clientGone whether the client has left; see `Transfers`
    /// @return the step; never fails
    public Future<Step> on(String line, SessionState session, BooleanSupplier clientGone) {
        SessionState cleared = withoutPending(session);
        CommandLine parsed = CommandLine.parse(line).orElse(null);
        if (parsed == null) {
            return Future.succeededFuture(cleared.says(ReplyCode.UNRECOGNISED, "Not a command"));
        }
        if (OF_HTTP.contains(parsed.verb())) {
            return Future.succeededFuture(sentAway(session));
        }
        return Future.succeededFuture()
                .compose(_ -> found(parsed, session, cleared, clientGone))
                .recover(cause -> Future.succeededFuture(failed(parsed.verb(), cause, cleared)))
                .map(speech::said);
    }

    /// Answers or acts on a line while a transfer or a long command runs.
    ///
    /// @return the step; empty if the line has to wait for its end
    public Optional<Step> during(String line, Busy session) {
        return CommandLine.parse(line)
                .flatMap(parsed -> commands.find(parsed.verb()).flatMap(row -> urgent(row, parsed, session)))
                .map(speech::said);
    }

    /// Answers the end of a transfer.
    public Step ended(Outcome outcome, Transferring session) {
        Reply reply = outcome instanceof Outcome.Completed ? completed(session) : Failures.toReply(outcome);
        TransferEnds.tell(outcome, session, reply, events);
        return speech.said(new Step(List.of(reply), session.after(), Step.Then.READ_ON));
    }

    private Step sentAway(SessionState session) {
        var origin = session.origin();
        events.publish(new Event.SessionCut(origin.session(), origin.client(), Event.Cut.OTHER_PROTOCOL, ""));
        return session.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "This is no web server");
    }

    private Reply completed(Transferring session) {
        String text = commands.find(session.verb())
                .map(Commands.Row::command)
                .filter(FtpCommand.Receives.class::isInstance)
                .map(command -> ((FtpCommand.Receives<?>) command).completed(session.path()))
                .orElse("Transfer complete");
        return Reply.of(ReplyCode.CLOSING_DATA, text);
    }

    private static <A> Optional<Step> urgent(Commands.Row<A> row, CommandLine line, Busy session) {
        FtpCommand<A> command = row.command();
        if (command instanceof FtpCommand.Interrupting interrupting) {
            interrupting.interrupt(session);
            return Optional.empty();
        }
        if (!(command instanceof FtpCommand.Urgent<?>)) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // a command is urgent with the argument that it takes
        var urgent = (FtpCommand.Urgent<A>) command;
        try {
            return Optional.of(urgent.during(parse(row.spec(), line), session));
        } catch (Refused refused) {
            return Optional.of(session.says(refused.code(), refused.text()));
        }
    }

    private Future<Step> found(
            CommandLine line, SessionState session, SessionState cleared, BooleanSupplier clientGone) {
        Commands.Row<?> row = commands.find(line.verb()).orElseThrow(() -> Commands.unknown(line.verb()));
        if (!(row.command() instanceof FtpCommand.Family<?> family)) {
            return answer(row, line, session, cleared, clientGone);
        }
        LoggedIn user = authorised(row.spec(), cleared);
        CommandLine member = CommandLine.parse(line.argument().stripLeading())
                .orElseThrow(() -> new Refused(
                        ReplyCode.BAD_ARGUMENT,
                        "Syntax: " + line.verb() + " " + row.spec().usage()));
        Commands.Row<?> second = family.members()
                .find(member.verb())
                .orElseThrow(() -> new Refused(
                        ReplyCode.NOT_IMPLEMENTED, line.verb() + " " + member.verb() + " is not implemented"));
        return answer(second, member, session, user, clientGone);
    }

    private static <A> A parse(Spec<A> spec, CommandLine line) {
        if (!line.isClean()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "An argument must not have a NUL in it");
        }
        return spec.syntax().parse(line.argument());
    }

    private <A> Future<Step> answer(
            Commands.Row<A> row,
            CommandLine line,
            SessionState session,
            SessionState cleared,
            BooleanSupplier clientGone) {
        Spec<A> spec = row.spec();
        if (row.command() instanceof FtpCommand.Open<A> open) {
            return open.run(parse(spec, line), cleared);
        }
        var deed = new Deed<>(spec, user -> parse(spec, speech.heard(line, user)), before(session), events);
        return Future.succeededFuture()
                .compose(_ -> act(row.command(), session, cleared, clientGone, deed))
                .recover(cause -> deed.refused(cause, cleared));
    }

    private <A> Future<Step> act(
            FtpCommand<A> command,
            SessionState session,
            SessionState cleared,
            BooleanSupplier clientGone,
            Deed<A> deed) {
        LoggedIn user = authorised(deed.spec(), cleared);
        Permissions.requirePassword(command, user);
        A argument = deed.argument(user);
        return switch (command) {
            case FtpCommand.Open<A> open -> open.run(argument, cleared);
            case FtpCommand.Family<A> _ -> throw new IllegalStateException("a family within a family");
            case FtpCommand.Restricted<A> restricted ->
                restricted.run(argument, user).map(step -> deed.answered(step, user));
            case FtpCommand.TakesLong<A> longer ->
                Future.succeededFuture(begin(longer, argument, before(session), user, deed));
            case FtpCommand.AfterRenameFrom<A> second ->
                second.run(argument, renameFrom(session), user).map(step -> deed.answered(step, user));
            case FtpCommand.Sends<A> sends -> {
                movements.require(user);
                yield sends.open(argument, user)
                        .compose(opened -> movements.send(
                                speech.sent(opened, user), deed.spec().name(), user));
            }
            case FtpCommand.Receives<A> receives -> {
                movements.require(user);
                yield receives.open(argument, user)
                        .compose(opened -> movements.receive(opened, deed.spec().name(), user, clientGone));
            }
        };
    }

    /// The reply comes when the task has ended: until then the session works.
    private <A> Step begin(FtpCommand.TakesLong<A> command, A argument, Pending before, LoggedIn user, Deed<A> deed) {
        String verb = deed.spec().name();
        var task = new LongTask();
        Future<Step> ended = longTasks
                .run(user.account().tenant().id(), () -> command.run(argument, before, user, task))
                .recover(cause ->
                        Future.succeededFuture(failed(verb, task.isCancelled() ? calledOff(cause) : cause, user)))
                .map(step -> deed.answered(step, user))
                .map(speech::said);
        return new Step(List.of(), user.working(task, verb, ended), Step.Then.READ_ON);
    }

    /// Whatever it failed with after it was called off, a view that was closed for instance, is nobody's fault.
    private static Throwable calledOff(Throwable cause) {
        return new StorageException(StorageException.Reason.CANCELLED, "called off", cause);
    }

    private static Pending before(SessionState session) {
        return session instanceof LoggedIn user ? user.pending() : new Pending.Nothing();
    }

    private static FtpPath renameFrom(SessionState session) {
        if (session instanceof LoggedIn user && user.pending() instanceof Pending.RenameFrom first) {
            return first.path();
        }
        throw new Refused(ReplyCode.BAD_SEQUENCE, "Send RNFR first");
    }

    private static SessionState withoutPending(SessionState session) {
        return session instanceof LoggedIn user && !(user.pending() instanceof Pending.Nothing)
                ? user.awaiting(new Pending.Nothing())
                : session;
    }

    private Step failed(String verb, Throwable cause, SessionState session) {
        if (Failures.isOurs(cause)) {
            events.publish(new Event.CommandFailed(session.origin().session(), verb, cause));
        }
        return new Step(List.of(Failures.toReply(cause)), afterFailed(verb, session), Step.Then.READ_ON);
    }

    /// A restart point is for one transfer command, whether that worked or not.
    private SessionState afterFailed(String verb, SessionState session) {
        boolean transfer = commands.find(verb)
                .map(Commands.Row::command)
                .filter(command -> command instanceof FtpCommand.Sends<?> || command instanceof FtpCommand.Receives<?>)
                .isPresent();
        return transfer && session instanceof LoggedIn user
                ? user.restartingAt(0).announcing(0)
                : session;
    }

    private static LoggedIn authorised(Spec<?> spec, SessionState session) {
        if (!(session instanceof LoggedIn user)) {
            throw new Refused(ReplyCode.NOT_LOGGED_IN, "Log in with USER and PASS first");
        }
        spec.permission().ifPresent(permission -> Permissions.require(user, permission));
        return user;
    }
}
