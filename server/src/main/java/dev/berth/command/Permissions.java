package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.view.Gate;

/// For commands that need more than the one permission of their [Spec]. What is allowed where is seen to by
/// `GuardedFiles` as well, but for what a command tells of facts.
final class Permissions {

    /// What a user is told who may not do something by the permissions of the account.
    static final String DENIED = "Permission denied";

    private Permissions() {}

    /// Refuses with 550 unless the account has all of them, and with the tenant's status where that is the reason.
    static void require(LoggedIn session, Permission... permissions) {
        for (Permission permission : permissions) {
            if (!session.account().may(permission)) {
                String words = session.account().restriction(permission).orElse(DENIED);
                throw new Refused(ReplyCode.FILE_UNAVAILABLE, words);
            }
        }
    }

    /// Refuses with 550 unless the account has it at a path.
    static void require(LoggedIn session, FtpPath path, Permission permission) {
        if (!new Gate(session.account()).may(permission, path)) {
            throw new Refused(ReplyCode.FILE_UNAVAILABLE, DENIED);
        }
    }

    /// Refuses with 530 while a new password has to be chosen first.
    static void requirePassword(FtpCommand<?> command, LoggedIn session) {
        if (session.account().login().mustChange() && !(command instanceof FtpCommand.ChangesPassword)) {
            throw new Refused(
                    ReplyCode.NOT_LOGGED_IN,
                    "Choose a new password first, over TLS: SITE PSWD old-password new-password");
        }
    }
}
