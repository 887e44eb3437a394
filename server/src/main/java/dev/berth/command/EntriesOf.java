package dev.berth.command;

import dev.berth.command.FtpCommand.Opened;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.StorageException;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.util.function.BiConsumer;

/// What LIST, NLST and MLSD have in common: a directory becomes text line by line. The text of listings has CR LF
/// in every TYPE.
final class EntriesOf {

    private EntriesOf() {}

    /// The entries of a directory, or the one line of a file.
    ///
    /// @param entry appends an entry of the directory with its line end
    /// @param single appends the file itself
    static Future<Opened<Outgoing>> path(
            FtpPath path,
            LoggedIn session,
            BiConsumer<StringBuilder, FileFacts> entry,
            BiConsumer<StringBuilder, FileFacts> single) {
        return session.files()
                .list(path)
                .map(listing -> listing(path, session, new EntryPages(listing, "", entry)))
                .recover(cause -> isNotADirectory(cause)
                        ? session.files().facts(path).map(facts -> one(path, session, facts, single))
                        : Future.failedFuture(cause));
    }

    static Opened<Outgoing> listing(FtpPath path, LoggedIn session, Outgoing.Pages pages) {
        return new Opened<>(
                new Outgoing.Generated(pages),
                path,
                "Opening " + session.parameters().type().label() + " mode data connection for the listing.");
    }

    static boolean isNotADirectory(Throwable cause) {
        return cause instanceof StorageException failure && failure.reason() == StorageException.Reason.NOT_A_DIRECTORY;
    }

    private static Opened<Outgoing> one(
            FtpPath path, LoggedIn session, FileFacts facts, BiConsumer<StringBuilder, FileFacts> single) {
        var line = new StringBuilder();
        single.accept(line, facts);
        return listing(path, session, new EntryPages.Ready(line.toString()));
    }
}
