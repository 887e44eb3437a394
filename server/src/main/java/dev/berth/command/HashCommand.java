package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.Extent;
import dev.berth.storage.FileHash;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.stream.Collectors;

/// `HASH <SP> <pathname>`: the hash of a file, or of the piece that RANG named; draft-bryan-ftpext-hash §3. OPTS
/// HASH chooses the algorithm.
///
/// @param limit how large a file may be
record HashCommand(HashLimit limit) implements FtpCommand.TakesLong<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("HASH")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.HASH)
                .announcedTo(HashCommand::feature);
    }

    @Override
    public Future<Step> run(Pathname pathname, Pending before, LoggedIn session, LongTask task) {
        var path = session.resolve(pathname);
        var preferences = session.parameters().preferences();
        return limit.require(path, session)
                .compose(_ -> session.files().hash(path, preferences.hash(), preferences.range(), task))
                .map(hash -> session.about(Extent.WHOLE)
                        .says(ReplyCode.FILE_STATUS, line(preferences.hash(), hash, pathname)));
    }

    /// The end of the piece is its last octet (§3.3); an empty file has none, and says 0-0.
    private static String line(HashAlgorithm algorithm, FileHash hash, Pathname pathname) {
        Extent of = hash.of();
        return algorithm.wireName() + " " + of.start() + "-" + Math.max(of.start(), of.end() - 1) + " "
                + hash.hexadecimal() + " " + pathname.octets();
    }

    /// The algorithm in force carries an asterisk (§3.1).
    private static String feature(SessionState session) {
        HashAlgorithm now = session.parameters().preferences().hash();
        return Arrays.stream(HashAlgorithm.values())
                .map(algorithm -> algorithm.wireName() + (algorithm == now ? "*" : ""))
                .collect(Collectors.joining(";", "HASH ", ""));
    }
}
