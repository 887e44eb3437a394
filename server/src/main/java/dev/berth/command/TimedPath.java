package dev.berth.command;

import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.Timestamp;
import java.time.Instant;

/// A time and the file that shall have it: `20260131120000 a.txt`, as MFMT has it.
record TimedPath(Instant time, Pathname pathname) {

    /// Reads the argument of MFMT.
    static TimedPath parse(String argument) {
        int space = argument.indexOf(' ');
        if (space < 0 || space == argument.length() - 1) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "A time and a pathname are needed");
        }
        return new TimedPath(time(argument.substring(0, space)), new Pathname(argument.substring(space + 1)));
    }

    /// Reads a time, or refuses it.
    static Instant time(String text) {
        return Timestamp.parse(text)
                .orElseThrow(
                        () -> new Refused(ReplyCode.BAD_ARGUMENT, "The time is YYYYMMDDHHMMSS, in UTC, of a real day"));
    }
}
