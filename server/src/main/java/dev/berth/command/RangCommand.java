package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.Extent;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `RANG <SP> <start> <SP> <end>`: RANGE, draft-bryan-ftp-range §3: the octets from `start` to `end`, both included,
/// are what the next HASH, RETR, STOR or APPE is about. `RANG 1 0` is the whole file again, and so is, after its
/// 501, what is no range. Of RANG and REST the later one holds.
record RangCommand() implements FtpCommand.Restricted<Optional<Extent>> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

    @Override
    public Spec<Optional<Extent>> spec() {
        return Spec.verb("RANG")
                .taking(RangCommand::parse, "<SP> start <SP> end")
                .announced("RANG STREAM");
    }

    @Override
    public Future<Step> run(Optional<Extent> range, LoggedIn session) {
        LoggedIn next = session.restartingAt(0).about(range.orElse(Extent.WHOLE));
        return Future.succeededFuture(
                range.isPresent()
                        ? next.says(ReplyCode.PENDING_FURTHER, text(range.get()))
                        : next.says(
                                ReplyCode.BAD_ARGUMENT, "RANG takes two numbers of octets, the first not the larger"));
    }

    private static String text(Extent range) {
        return range.isWhole()
                ? "The whole file"
                : "Octets " + range.start() + " to " + (range.end() - 1) + "; send RETR, STOR or HASH";
    }

    /// @return empty if it is no range
    private static Optional<Extent> parse(String argument) {
        if (argument.isBlank()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "RANG takes two numbers of octets");
        }
        Matcher parts = FORM.matcher(argument.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        long start = Long.parseLong(parts.group(1));
        long end = Long.parseLong(parts.group(2));
        if (start == 1 && end == 0) {
            return Optional.of(Extent.WHOLE);
        }
        return start > end ? Optional.empty() : Optional.of(new Extent(start, end + 1));
    }
}
