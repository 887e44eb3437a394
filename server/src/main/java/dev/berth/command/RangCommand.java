package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.Extent;
import io.vertx.core.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `RANG <SP> <start> <SP> <end>`: RANGE, draft-bryan-ftp-range §3: the octets from `start` to `end`, both included,
/// are what the next HASH is about. `RANG 1 0` is the whole file again.
record RangCommand() implements FtpCommand.Restricted<Extent> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

    @Override
    public Spec<Extent> spec() {
        return Spec.verb("RANG").taking(RangCommand::parse, "<SP> start <SP> end");
    }

    @Override
    public Future<Step> run(Extent range, LoggedIn session) {
        var next = session.with(
                session.parameters().with(session.parameters().preferences().about(range)));
        String text = range.isWhole()
                ? "The whole file"
                : "Octets " + range.start() + " to " + (range.end() - 1) + "; send HASH";
        return Future.succeededFuture(next.says(ReplyCode.PENDING_FURTHER, text));
    }

    private static Extent parse(String argument) {
        Matcher parts = FORM.matcher(argument.strip());
        if (!parts.matches()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "RANG takes two numbers of octets");
        }
        long start = Long.parseLong(parts.group(1));
        long end = Long.parseLong(parts.group(2));
        if (start == 1 && end == 0) {
            return Extent.WHOLE;
        }
        if (start > end) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "The range ends before it begins");
        }
        return new Extent(start, end + 1);
    }
}
