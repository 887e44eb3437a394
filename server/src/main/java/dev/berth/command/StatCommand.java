package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.endpoint.AllManners;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.ListLine;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferMode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.Listing;
import dev.berth.transfer.DataPort;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `STAT [<SP> <pathname>]`: STATUS, RFC 959 §4.1.3. Without argument the session's facts, during a transfer its
/// progress, with one a listing over the control connection.
record StatCommand(AllManners manners)
        implements FtpCommand.Restricted<Optional<Pathname>>, FtpCommand.Urgent<Optional<Pathname>> {

    @Override
    public Spec<Optional<Pathname>> spec() {
        return Spec.verb("STAT").taking(Syntax.OPTIONAL_PATHNAME, "[<SP> pathname]");
    }

    @Override
    public Future<Step> run(Optional<Pathname> pathname, LoggedIn session) {
        return pathname.isEmpty()
                ? Future.succeededFuture(
                        session.says(ReplyCode.SYSTEM_STATUS, facts(session, "No transfer is running")))
                : listing(pathname.get(), session);
    }

    @Override
    public Step during(Optional<Pathname> pathname, Busy session) {
        return session.says(ReplyCode.SYSTEM_STATUS, facts(session.after(), session.progress()));
    }

    private static List<String> facts(LoggedIn session, String transfer) {
        var parameters = session.parameters();
        return List.of(
                "Status of your session:",
                "Connected from " + session.origin().client().getAddress().getHostAddress(),
                "Logged in as "
                        + dev.berth.protocol.Octets.ofText(
                                session.account().user().value()),
                "TYPE: " + parameters.type().label() + "; STRU: File; MODE: "
                        + (parameters.preferences().mode() instanceof TransferMode.Stream ? "Stream" : "Z"),
                switch (parameters.dataPort()) {
                    case DataPort.None _ -> "No data port is set";
                    case DataPort.Passive passive ->
                        "Passive on port " + passive.reservation().port();
                    case DataPort.Active active ->
                        "Active to port " + active.target().getPort();
                },
                transfer,
                "End");
    }

    private Future<Step> listing(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        Permissions.require(session, path, Permission.LIST);
        return session.files()
                .facts(path)
                .compose(facts -> facts.isDirectory()
                        ? session.files().list(path).compose(listing -> firstEntries(listing, session))
                        : Future.succeededFuture(
                                session.says(ReplyCode.FILE_STATUS, lines(List.of(facts), List.of(), session))));
    }

    /// Two pieces of the directory (the first is a small one) are enough here: what is longer belongs on a data
    /// connection.
    private Future<Step> firstEntries(Listing listing, LoggedIn session) {
        List<FileFacts> entries = new ArrayList<>();
        return listing.next()
                .compose(piece -> another(piece, entries, listing))
                .compose(piece -> another(piece, entries, listing))
                .map(more -> session.says(
                        ReplyCode.DIRECTORY_STATUS,
                        lines(entries, more.isEmpty() ? List.of() : List.of("There is more; use LIST"), session)))
                .eventually(listing::close);
    }

    private static Future<List<FileFacts>> another(List<FileFacts> piece, List<FileFacts> entries, Listing listing) {
        entries.addAll(piece);
        return listing.next();
    }

    private List<String> lines(List<FileFacts> entries, List<String> remarks, LoggedIn session) {
        var form = new ListLine(Instant.now(), Speech.of(manners, session).zone());
        List<String> lines = new ArrayList<>();
        lines.add("Status:");
        for (FileFacts facts : entries) {
            var line = new StringBuilder();
            form.append(line, facts);
            lines.add(line.substring(0, line.length() - 2));
        }
        lines.addAll(remarks);
        lines.add("End");
        return lines;
    }
}
