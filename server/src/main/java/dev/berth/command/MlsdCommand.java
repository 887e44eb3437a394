package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Fact;
import dev.berth.protocol.FactLine;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.Listing;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/// `MLSD [<SP> <pathname>]`: the facts of a directory and its entries, RFC 3659 §7. The directory itself and the
/// one above come first, as `.` and `..`.
record MlsdCommand() implements FtpCommand.Sends<Optional<Pathname>> {

    @Override
    public Spec<Optional<Pathname>> spec() {
        return Spec.verb("MLSD")
                .taking(Syntax.OPTIONAL_PATHNAME, "[<SP> pathname]")
                .needing(Permission.LIST);
    }

    @Override
    public Future<Opened<Outgoing>> open(Optional<Pathname> pathname, LoggedIn session) {
        var path = pathname.map(session::resolve).orElse(session.directory());
        return session.files()
                .list(path)
                .recover(MlsdCommand::notADirectory)
                .compose(listing -> session.files()
                        .facts(path.parent())
                        .map(parent -> opened(path, listing, parent, session))
                        .recover(cause -> listing.close().compose(_ -> Future.failedFuture(cause))));
    }

    private static Opened<Outgoing> opened(FtpPath path, Listing listing, FileFacts parent, LoggedIn session) {
        var head = new StringBuilder();
        var lines = new FactLine(session.parameters().facts());
        Function<FileFacts, String> perm = Perm.ofEntries(path, session.account());
        // Without the fact `type` nobody could tell them from entries (§7.5.1.2).
        if (session.parameters().facts().contains(Fact.TYPE)) {
            append(head, listing.directory(), "cdir", ".", Perm.of(listing.directory(), path, session), lines);
            append(head, parent, "pdir", "..", Perm.of(parent, path.parent(), session), lines);
        }
        return EntriesOf.listing(
                path,
                session,
                new EntryPages(
                        listing,
                        head.toString(),
                        (page, facts) ->
                                append(page, facts, FactLine.typeOf(facts), facts.name(), perm.apply(facts), lines)));
    }

    private static void append(
            StringBuilder page, FileFacts facts, String type, String name, String perm, FactLine lines) {
        lines.append(page, facts, type, perm, name);
        page.append("\r\n");
    }

    private static Future<Listing> notADirectory(Throwable cause) {
        return EntriesOf.isNotADirectory(cause)
                ? Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "Not a directory; use MLST"))
                : Future.failedFuture(cause);
    }
}
