package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.Timestamp;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.StorageException;
import io.vertx.core.Future;
import java.util.regex.Pattern;

/// `MDTM <SP> <pathname>`: FILE MODIFICATION TIME, RFC 3659 §3. `MDTM <SP> <time-val> <SP> <pathname>`, as clients
/// older than MFMT have it, sets the time; a file that is called so is asked for all the same.
record MdtmCommand() implements FtpCommand.Restricted<Pathname> {

    private static final Pattern SETTING = Pattern.compile("\\d{14}(\\.\\d+)? .+");

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("MDTM")
                .taking(Syntax.PATHNAME, "<SP> [YYYYMMDDHHMMSS <SP>] pathname")
                .needing(Permission.LIST)
                .announced("MDTM");
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return session.files()
                .facts(path)
                .map(facts -> {
                    Permissions.require(session, path, Permission.LIST);
                    return session.says(ReplyCode.FILE_STATUS, Timestamp.format(facts.modified()));
                })
                .recover(cause -> isSetting(pathname, cause) ? set(pathname, session) : Future.failedFuture(cause));
    }

    private static boolean isSetting(Pathname pathname, Throwable cause) {
        return cause instanceof StorageException failure
                && failure.reason() == StorageException.Reason.NOT_FOUND
                && SETTING.matcher(pathname.octets()).matches();
    }

    private static Future<Step> set(Pathname pathname, LoggedIn session) {
        var wanted = TimedPath.parse(pathname.octets());
        Permissions.require(session, Permission.CHANGE_FACTS);
        return session.files()
                .changeModified(session.resolve(wanted.pathname()), wanted.time())
                .map(_ -> session.says(ReplyCode.FILE_STATUS, Timestamp.format(wanted.time())));
    }
}
