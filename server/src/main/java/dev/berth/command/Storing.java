package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.command.FtpCommand.Opened;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferMode;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.Extent;
import dev.berth.storage.WriteMode;
import dev.berth.transfer.Incoming;
import io.vertx.core.Future;

/// What STOR and APPE have in common.
final class Storing {

    private Storing() {}

    static Future<Opened<Incoming>> open(FtpPath path, WriteMode mode, LoggedIn session) {
        return open(path, mode, false, session);
    }

    /// Whether REST or RANG came before.
    static boolean isInPlace(LoggedIn session) {
        return session.restart() != 0 || !session.range().isWhole();
    }

    /// After REST: from the restart point on. After RANG: the piece.
    static Future<Opened<Incoming>> inPlace(FtpPath path, LoggedIn session) {
        Permissions.require(session, Permission.APPEND);
        return session.range().isWhole() ? resume(path, session) : piece(path, session);
    }

    /// A range counts octets of the file, which are those of the wire in TYPE I and MODE S only
    /// (draft-bryan-ftp-range §4.1, §5).
    static void requireRangeToFit(LoggedIn session) {
        var parameters = session.parameters();
        boolean fits = parameters.type() != TransferType.ASCII
                && parameters.preferences().mode() instanceof TransferMode.Stream;
        if (!fits && !session.range().isWhole()) {
            throw new Refused(ReplyCode.WRONG_TYPE, "A range wants TYPE I and MODE S");
        }
    }

    /// How much will come is known, so what there is no room for is refused at once.
    private static Future<Opened<Incoming>> piece(FtpPath path, LoggedIn session) {
        requireRangeToFit(session);
        Permissions.require(session, Permission.OVERWRITE);
        Extent piece = session.range();
        return open(path, new WriteMode.Within(piece), false, session.announcing(piece.length()));
    }

    private static Future<Opened<Incoming>> resume(FtpPath path, LoggedIn session) {
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
