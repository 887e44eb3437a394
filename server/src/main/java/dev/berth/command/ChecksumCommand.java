package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.Extent;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `XCRC <SP> <pathname> [<SP> <start> [<SP> <end>]]` and its like: what there was before HASH, with one verb for
/// each algorithm. No RFC has them. The name may stand in double quotes, as it must when it ends with numbers;
/// `start` is included and `end` is not.
///
/// @param verb XCRC, XMD5 and so on
record ChecksumCommand(String verb, HashAlgorithm algorithm, HashLimit limit)
        implements FtpCommand.TakesLong<ChecksumCommand.Request> {

    /// Possessive, since a matching that may go back keeps every step of a long name on the stack.
    private static final Pattern QUOTED =
            Pattern.compile("\"((?:[^\"]++|\"\")++)\"(?: (\\d{1,18})(?: (\\d{1,18}))?)?\\s*", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("(.+?) (\\d{1,18})(?: (\\d{1,18}))?", Pattern.DOTALL);

    /// What is to be hashed.
    ///
    /// @param otherwise how the text can be read as well, if no file has the name
    record Request(Pathname pathname, Extent extent, Optional<Request> otherwise) {}

    @Override
    public Spec<Request> spec() {
        return Spec.verb(verb)
                .taking(ChecksumCommand::parse, "<SP> pathname [<SP> start [<SP> end]]")
                .needing(Permission.HASH)
                .announced(verb);
    }

    @Override
    public Future<Step> run(Request request, Pending before, LoggedIn session, LongTask task) {
        return hash(request, session, task)
                .recover(cause -> isMissing(cause)
                        ? request.otherwise()
                                .map(other -> hash(other, session, task))
                                .orElseGet(() -> Future.failedFuture(cause))
                        : Future.failedFuture(cause));
    }

    private Future<Step> hash(Request request, LoggedIn session, LongTask task) {
        var path = session.resolve(request.pathname());
        return limit.require(path, session)
                .compose(_ -> session.files().hash(path, algorithm, request.extent(), task))
                .map(hash -> session.says(ReplyCode.FILE_ACTION_OKAY, hash.hexadecimal()));
    }

    private static boolean isMissing(Throwable cause) {
        return cause instanceof StorageException failure && failure.reason() == StorageException.Reason.NOT_FOUND;
    }

    private static Request parse(String argument) {
        Pathname whole = Syntax.PATHNAME.parse(argument);
        Matcher quoted = QUOTED.matcher(argument);
        if (quoted.matches()) {
            String name = quoted.group(1).replace("\"\"", "\"");
            return new Request(new Pathname(name), extent(quoted), Optional.empty());
        }
        Matcher plain = PLAIN.matcher(argument);
        return new Request(
                whole,
                Extent.WHOLE,
                plain.matches()
                        ? Optional.of(new Request(new Pathname(plain.group(1)), extent(plain), Optional.empty()))
                        : Optional.empty());
    }

    private static Extent extent(Matcher parts) {
        long start = parts.group(2) == null ? 0 : Long.parseLong(parts.group(2));
        long end = parts.group(3) == null ? Long.MAX_VALUE : Long.parseLong(parts.group(3));
        if (end < start) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "The piece ends before it begins");
        }
        return new Extent(start, end);
    }
}
