package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.session.Pending;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// One command that was given by a user: what it has to do with files, or with the user's password, is told when it is
/// answered.
///
/// @param spec of the command
/// @param reading parses the argument; throws [Refused] if it cannot be parsed
/// @param before what the command before it has left
/// @param events told of it
record Deed<A>(Spec<A> spec, Function<LoggedIn, A> reading, Pending before, Events events) {

    /// To look is nothing to be told, and FXP is about connections.
    private static final Set<Permission> NOT_OF_FILES = EnumSet.of(Permission.LIST, Permission.FXP);

    /// The argument.
    A argument(LoggedIn user) {
        return reading.apply(user);
    }

    /// It has come to this step.
    Step answered(Step step, LoggedIn user) {
        if (!step.replies().isEmpty()) {
            tell(step.replies().getLast().code().number(), user);
        }
        return step;
    }

    /// It was refused, or has failed.
    <T> Future<T> refused(Throwable cause, SessionState session) {
        if (session instanceof LoggedIn user) {
            tell(Failures.toReply(cause).code().number(), user);
        }
        return Future.failedFuture(cause);
    }

    private void tell(int reply, LoggedIn user) {
        if (spec.secret()
                || spec.permission()
                        .filter(needed -> !NOT_OF_FILES.contains(needed))
                        .isPresent()) {
            var origin = user.origin();
            events.publish(
                    new Event.Deed(origin.session(), user.account(), origin.client(), spec.name(), paths(user), reply));
        }
    }

    private List<String> paths(LoggedIn user) {
        Stream<FtpPath> first = switch (before) {
            case Pending.Nothing _ -> Stream.empty();
            case Pending.RenameFrom(FtpPath from) -> Stream.of(from);
            case Pending.CopyFrom(FtpPath from) -> Stream.of(from);
        };
        try {
            return Stream.concat(first, named(argument(user)).map(user::resolve))
                    .map(FtpPath::toString)
                    .toList();
        } catch (Refused _) {
            return List.of();
        }
    }

    private static Stream<Pathname> named(Object argument) {
        return switch (argument) {
            case Pathname one -> Stream.of(one);
            case Optional<?> maybe -> maybe.stream().flatMap(Deed::named);
            case Words names -> names.pathnames().stream();
            case TimedPath timed -> Stream.of(timed.pathname());
            case MffCommand.Change change -> Stream.of(change.pathname());
            case SiteChmodCommand.Change change -> Stream.of(change.pathname());
            default -> Stream.empty();
        };
    }
}
