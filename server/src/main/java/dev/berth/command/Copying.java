package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;

/// What SITE COPY and SITE CPTO have in common: the permissions of reading and of storing under a new name, checked
/// here and nowhere else.
final class Copying {

    private Copying() {}

    static Future<Step> run(FtpPath from, FtpPath to, LoggedIn session, LongTask task) {
        Permissions.require(session, Permission.READ, Permission.WRITE);
        return session.files().facts(from).compose(facts -> {
            if (facts.isDirectory()) {
                Permissions.require(session, Permission.LIST, Permission.MAKE_DIRECTORY);
            }
            return session.files()
                    .copy(from, to, session.account().may(Permission.OVERWRITE), task)
                    .map(_ -> session.says(ReplyCode.FILE_ACTION_OKAY, "Copied"));
        });
    }
}
