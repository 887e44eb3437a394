package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// `MFF <SP> <fact>=<value>; ... <SP> <pathname>`: MODIFY FACTS, draft-somers-ftp-mfxx §6. Nothing is changed if a
/// fact is unknown or a value is not one.
record MffCommand() implements FtpCommand.Restricted<MffCommand.Change> {

    private static final long LARGEST = (1L << 32) - 1;

    /// What shall be changed.
    ///
    /// @param written the facts as the client wrote them, to be said again in the reply
    record Change(
            String written,
            Optional<Instant> modified,
            Optional<Integer> mode,
            Optional<Long> group,
            Pathname pathname) {}

    @Override
    public Spec<Change> spec() {
        return Spec.verb("MFF")
                .taking(MffCommand::parse, "<SP> fact=value; [fact=value; ...] <SP> pathname")
                .needing(Permission.CHANGE_FACTS)
                .announced("MFF Modify;UNIX.mode;UNIX.group;");
    }

    @Override
    public Future<Step> run(Change change, LoggedIn session) {
        var path = session.resolve(change.pathname());
        return group(change, path, session)
                .compose(_ -> mode(change, path, session))
                .compose(_ -> modified(change, path, session))
                .map(_ -> session.says(
                        ReplyCode.FILE_STATUS,
                        change.written() + " " + change.pathname().octets()));
    }

    private static Future<Void> group(Change change, FtpPath path, LoggedIn session) {
        return change.group()
                .map(group -> session.files().changeGroup(path, group))
                .orElseGet(Future::succeededFuture);
    }

    private static Future<Void> mode(Change change, FtpPath path, LoggedIn session) {
        return change.mode().map(mode -> session.files().changeMode(path, mode)).orElseGet(Future::succeededFuture);
    }

    private static Future<Void> modified(Change change, FtpPath path, LoggedIn session) {
        return change.modified()
                .map(time -> session.files().changeModified(path, time))
                .orElseGet(Future::succeededFuture);
    }

    /// The number of a group; the largest one means none.
    private static long number(String value) {
        if (!value.matches("\\d{1,10}") || Long.parseLong(value) >= LARGEST) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "UNIX.group is the number of a group");
        }
        return Long.parseLong(value);
    }

    private static Change parse(String argument) {
        int end = argument.indexOf("; ");
        if (end <= 0 || end + 2 == argument.length()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "MFF takes fact=value; then a space and a pathname");
        }
        String written = argument.substring(0, end + 1);
        Optional<Instant> modified = Optional.empty();
        Optional<Integer> mode = Optional.empty();
        Optional<Long> group = Optional.empty();
        for (String fact : argument.substring(0, end).split(";", -1)) {
            int equals = fact.indexOf('=');
            String value = fact.substring(equals + 1);
            switch (fact.substring(0, Math.max(0, equals)).toLowerCase(Locale.ROOT)) {
                case "modify" -> modified = Optional.of(TimedPath.time(value));
                case "unix.mode" -> mode = Optional.of(FileMode.parse(value));
                case "unix.group" -> group = Optional.of(number(value));
                case "" -> throw new Refused(ReplyCode.BAD_ARGUMENT, "A fact is written name=value;");
                default ->
                    throw new Refused(
                            ReplyCode.BAD_PARAMETER,
                            "Only Modify, UNIX.mode and UNIX.group can be changed; nothing was");
            }
        }
        return new Change(written, modified, mode, group, new Pathname(argument.substring(end + 2)));
    }
}
