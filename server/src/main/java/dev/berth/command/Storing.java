package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.command.FtpCommand.Opened;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.WriteMode;
import dev.berth.transfer.Incoming;
import io.vertx.core.Future;

/// What STOR and APPE have in common.
final class Storing {

    private Storing() {}

    static Future<Opened<Incoming>> open(FtpPath path, WriteMode mode, LoggedIn session) {
        return open(path, mode, false, session);
    }

    /// After REST: in place, from the restart point on.
    static Future<Opened<Incoming>> resume(FtpPath path, LoggedIn session) {
        if (!session.account().may(Permission.APPEND)) {
            throw new Refused(ReplyCode.FILE_UNAVAILABLE, "Permission denied");
        }
        if (session.parameters().type() != TransferType.ASCII) {
            return open(path, new WriteMode.ResumeAt(session.restart()), session);
        }
        return session.files()
                .read(path)
                .compose(file -> TextOffset.find(file, session.restart()).eventually(file::close))
                .compose(start -> open(path, new WriteMode.ResumeAt(start.writing()), start.afterReturn(), session));
    }

    private static Future<Opened<Incoming>> open(FtpPath path, WriteMode mode, boolean afterReturn, LoggedIn session) {
        var type = session.parameters().type();
        return session.files()
                .write(path, mode, session.announced())
                .map(upload -> new Opened<>(
                        new Incoming(upload, type == TransferType.ASCII, afterReturn),
                        path,
                        "Opening " + type.label() + " mode data connection for " + path.name() + "."));
    }
}
