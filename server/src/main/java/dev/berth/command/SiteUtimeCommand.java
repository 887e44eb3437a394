package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `SITE UTIME <SP> <time> <SP> <pathname>` and `SITE UTIME <SP> <pathname> <SP> <read> <SP> <changed> <SP> <made>
/// <SP> UTC`: sets when a file changed last. Both orders are in use, by clients whose server has no MFMT.
record SiteUtimeCommand() implements FtpCommand.Restricted<TimedPath> {

    private static final Pattern TIME_FIRST = Pattern.compile("(\\d{12}(?:\\d\\d)?) (.+)", Pattern.DOTALL);
    private static final Pattern PATH_FIRST =
            Pattern.compile("(.+) \\d{14} (\\d{14}) \\d{14} UTC", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    @Override
    public Spec<TimedPath> spec() {
        return Spec.verb("UTIME")
                .taking(
                        SiteUtimeCommand::parse,
                        "<SP> YYYYMMDDHHMM[SS] <SP> pathname | <SP> pathname <SP> read <SP> changed <SP> made <SP> UTC")
                .needing(Permission.CHANGE_FACTS)
                .announced("SITE UTIME");
    }

    @Override
    public Future<Step> run(TimedPath wanted, LoggedIn session) {
        return session.files()
                .changeModified(session.resolve(wanted.pathname()), wanted.time())
                .map(_ -> session.says(ReplyCode.COMMAND_OKAY, "Time changed"));
    }

    private static TimedPath parse(String argument) {
        Matcher pathFirst = PATH_FIRST.matcher(argument);
        if (pathFirst.matches()) {
            return new TimedPath(TimedPath.time(pathFirst.group(2)), new Pathname(pathFirst.group(1)));
        }
        Matcher timeFirst = TIME_FIRST.matcher(argument);
        if (timeFirst.matches()) {
            String time = timeFirst.group(1);
            return new TimedPath(
                    TimedPath.time(time.length() == 12 ? time + "00" : time), new Pathname(timeFirst.group(2)));
        }
        throw new Refused(ReplyCode.BAD_ARGUMENT, "SITE UTIME takes a time and a pathname");
    }
}
