package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.command.FtpCommand.Opened;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Glob;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.Listing;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.util.function.Predicate;

/// What LIST, NLST and MLSD have in common: a directory becomes text line by line. The text of listings has CR LF
/// in every TYPE.
final class EntriesOf {

    private EntriesOf() {}

    /// How entries become text.
    interface Form {
        /// Appends an entry with its line end.
        ///
        /// @param directory what the client wrote as its directory: empty, or with a slash at the end
        void append(StringBuilder page, String directory, FileFacts facts);
    }

    /// What LIST and NLST show: the entries of a directory, those that match a pattern, or the one line of a file.
    static Future<Opened<Outgoing>> open(ListArgument argument, LoggedIn session, Form form) {
        var path = argument.path(session);
        if (argument.has('d')) {
            return single(argument, path, session, form);
        }
        return session.files()
                .list(path, argument.order())
                .compose(listing -> directory(argument, path, listing, session, form))
                .recover(cause -> notADirectory(cause, argument, path, session, form));
    }

    private static Future<Opened<Outgoing>> notADirectory(
            Throwable cause, ListArgument argument, FtpPath path, LoggedIn session, Form form) {
        if (isNotADirectory(cause)) {
            return single(argument, path, session, form);
        }
        return reason(cause) == Reason.NOT_FOUND && Glob.isPattern(path.name())
                ? matching(argument, path, session, form)
                : Future.failedFuture(cause);
    }

    static Opened<Outgoing> listing(FtpPath path, LoggedIn session, Outgoing.Pages pages) {
        return new Opened<>(
                new Outgoing.Generated(pages),
                path,
                "Opening " + session.parameters().type().label() + " mode data connection for the listing.");
    }

    static boolean isNotADirectory(Throwable cause) {
        return reason(cause) == Reason.NOT_A_DIRECTORY;
    }

    private static Reason reason(Throwable cause) {
        return cause instanceof StorageException failure ? failure.reason() : Reason.BROKEN;
    }

    private static Future<Opened<Outgoing>> directory(
            ListArgument argument, FtpPath path, Listing listing, LoggedIn session, Form form) {
        String written = argument.directory();
        if (argument.has('R')) {
            return Future.succeededFuture(
                    listing(path, session, new TreePages(session.files(), argument, path, listing, form)));
        }
        if (!argument.has('a')) {
            return Future.succeededFuture(listing(path, session, pages(listing, "", written, form, _ -> true)));
        }
        return session.files()
                .facts(path.parent())
                .map(parent -> {
                    var head = new StringBuilder();
                    form.append(head, written, listing.directory().named("."));
                    form.append(head, written, parent.named(".."));
                    return listing(path, session, pages(listing, head.toString(), written, form, _ -> true));
                })
                .recover(cause -> listing.close().compose(_ -> Future.failedFuture(cause)));
    }

    private static Future<Opened<Outgoing>> matching(ListArgument argument, FtpPath path, LoggedIn session, Form form) {
        Glob pattern = Glob.of(path.name());
        return session.files()
                .list(path.parent(), argument.order())
                .map(listing -> listing(
                        path,
                        session,
                        pages(listing, "", argument.before(), form, facts -> pattern.matches(facts.name()))));
    }

    private static EntryPages pages(
            Listing listing, String head, String written, Form form, Predicate<FileFacts> wanted) {
        return new EntryPages(listing, head, (page, facts) -> {
            if (wanted.test(facts)) {
                form.append(page, written, facts);
            }
        });
    }

    private static Future<Opened<Outgoing>> single(ListArgument argument, FtpPath path, LoggedIn session, Form form) {
        return session.files().facts(path).map(facts -> {
            Permissions.require(session, path, Permission.LIST);
            var line = new StringBuilder();
            form.append(line, argument.before(), path.isRoot() ? facts.named(".") : facts);
            return listing(path, session, new EntryPages.Ready(line.toString()));
        });
    }
}
