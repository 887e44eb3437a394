package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;

/// For commands that need more than the one permission of their [Spec].
final class Permissions {

    private Permissions() {}

    /// Refuses with 550 unless the account has all of them.
    static void require(LoggedIn session, Permission... permissions) {
        for (Permission permission : permissions) {
            if (!session.account().may(permission)) {
                throw new Refused(ReplyCode.FILE_UNAVAILABLE, "Permission denied");
            }
        }
    }
}
