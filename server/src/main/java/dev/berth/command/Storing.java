package dev.berth.command;

import dev.berth.command.FtpCommand.Opened;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.WriteMode;
import dev.berth.transfer.Incoming;
import io.vertx.core.Future;

/// What STOR and APPE have in common.
final class Storing {

    private Storing() {}

    static Future<Opened<Incoming>> open(FtpPath path, WriteMode mode, LoggedIn session) {
        var type = session.parameters().type();
        return session.files()
                .write(path, mode)
                .map(upload -> new Opened<>(
                        new Incoming(upload, type == TransferType.ASCII),
                        path,
                        "Opening " + type.label() + " mode data connection for " + path.name() + "."));
    }
}
