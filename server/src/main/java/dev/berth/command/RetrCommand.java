package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.ReadableFile;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;

/// `RETR <SP> <pathname>`: RETRIEVE, RFC 959 §4.1.3; restarted by REST, RFC 3659 §5.
record RetrCommand() implements FtpCommand.Sends<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("RETR").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.READ);
    }

    @Override
    public Future<Opened<Outgoing>> open(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        boolean ascii = session.parameters().type() == TransferType.ASCII;
        if (ascii && session.restart() > 0) {
            throw new Refused(ReplyCode.BAD_PARAMETER, "A restart needs TYPE I");
        }
        return session.files().read(path).compose(file -> opened(file, path, ascii, session));
    }

    private static Future<Opened<Outgoing>> opened(ReadableFile file, FtpPath path, boolean ascii, LoggedIn session) {
        long size = file.facts().size();
        if (session.restart() > size) {
            return file.close()
                    .compose(_ -> Future.failedFuture(
                            new Refused(ReplyCode.INVALID_RESTART, "The restart point is beyond the end of the file")));
        }
        String announcement = "Opening " + session.parameters().type().label() + " mode data connection for "
                + path.name() + " (" + (size - session.restart()) + " bytes).";
        return Future.succeededFuture(
                new Opened<>(new Outgoing.Content(file, session.restart(), ascii), path, announcement));
    }
}
