package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.endpoint.AllManners;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.StorageException;
import dev.berth.storage.WriteMode;
import dev.berth.transfer.Incoming;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// `STOU [<SP> <pathname>]`: STORE UNIQUE, RFC 959 §4.1.3. The 150 has the form of RFC 1123 §4.1.2.9, and the reply
/// at the end says the name again. A pathname is taken as a wish.
record StouCommand(AllManners manners) implements FtpCommand.Receives<Optional<Pathname>> {

    @Override
    public Spec<Optional<Pathname>> spec() {
        return Spec.verb("STOU")
                .taking(Syntax.OPTIONAL_PATHNAME, "[<SP> pathname]")
                .needing(Permission.WRITE);
    }

    @Override
    public Future<Opened<Incoming>> open(Optional<Pathname> wish, LoggedIn session) {
        if (wish.isEmpty()) {
            return opened(session.directory().child("stou." + suffix()), session);
        }
        var wished = session.resolve(wish.get());
        return opened(wished, session)
                .recover(cause -> isTaken(cause)
                        ? opened(wished.parent().child(wished.name() + "." + suffix()), session)
                        : Future.failedFuture(cause));
    }

    @Override
    public String completed(FtpPath path) {
        return "Transfer complete; unique file name: " + path.name();
    }

    /// What is published in the end replaces nothing, so that a name which somebody else takes meanwhile fails.
    private Future<Opened<Incoming>> opened(FtpPath path, LoggedIn session) {
        boolean ascii = session.parameters().type() == TransferType.ASCII;
        return session.files()
                .write(path, new WriteMode.Replace(false), session.announced())
                .map(upload -> new Opened<>(new Incoming(upload, ascii, false), path, announcement(path, session)));
    }

    private String announcement(FtpPath path, LoggedIn session) {
        return switch (Speech.of(manners, session).stou()) {
            case FILE -> "FILE: " + path.name();
            case FOR ->
                "Opening " + session.parameters().type().label() + " mode data connection for " + path.name() + ".";
        };
    }

    /// Also by an upload under way, which is to be busy with it for everybody else.
    private static boolean isTaken(Throwable cause) {
        return cause instanceof StorageException failure
                && switch (failure.reason()) {
                    case ALREADY_EXISTS, IS_A_DIRECTORY, BUSY -> true;
                    default -> false;
                };
    }

    private static String suffix() {
        return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    }
}
