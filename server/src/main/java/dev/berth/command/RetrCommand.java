package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.Extent;
import dev.berth.storage.ReadableFile;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;

/// `RETR <SP> <pathname>`: RETRIEVE, RFC 959 §4.1.3; restarted by REST, RFC 3659 §5; a piece by RANG,
/// draft-bryan-ftp-range §4: what of it is behind the end of the file is not sent.
record RetrCommand() implements FtpCommand.Sends<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("RETR").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.READ);
    }

    @Override
    public Future<Opened<Outgoing>> open(Pathname pathname, LoggedIn session) {
        Storing.requireRangeToFit(session);
        var path = session.resolve(pathname);
        return session.files()
                .read(path)
                .compose(file -> start(file, session)
                        .map(start -> opened(file, start, path, session))
                        .recover(cause -> file.close().compose(_ -> Future.failedFuture(cause))));
    }

    private static Future<TextOffset> start(ReadableFile file, LoggedIn session) {
        if (session.parameters().type() == TransferType.ASCII) {
            return TextOffset.find(file, session.restart());
        }
        return session.restart() <= file.facts().size()
                ? Future.succeededFuture(new TextOffset(session.restart(), false, false))
                : Future.failedFuture(
                        new Refused(ReplyCode.INVALID_RESTART, "The restart point is beyond the end of the file"));
    }

    private static Opened<Outgoing> opened(ReadableFile file, TextOffset start, FtpPath path, LoggedIn session) {
        var type = session.parameters().type();
        Extent piece = session.range().isWhole()
                ? new Extent(start.position(), file.facts().size())
                : session.range().within(file.facts().size());
        return new Opened<>(
                new Outgoing.Content(file, piece.start(), piece.end(), type == TransferType.ASCII, start.afterReturn()),
                path,
                "Opening " + type.label() + " mode data connection for " + path.name() + " (" + piece.length()
                        + " bytes).");
    }
}
