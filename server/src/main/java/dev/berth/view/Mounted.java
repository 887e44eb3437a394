package dev.berth.view;

import dev.berth.account.Mount;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Octets;
import dev.berth.protocol.Pathname;
import dev.berth.storage.Files;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.BiFunction;

/// A folder that an account has.
///
/// @param mount its terms
/// @param at where it is in the account's view
/// @param files what is in it
record Mounted(Mount mount, FtpPath at, Future<Files> files) {

    static Mounted of(Mount mount, BiFunction<Mount, FtpPath, Future<Files>> opening) {
        var at = at(mount);
        return new Mounted(mount, at, opening.apply(mount, at));
    }

    private static FtpPath at(Mount mount) {
        return FtpPath.ROOT.resolve(new Pathname(Octets.ofText(mount.path())));
    }

    /// Whether a path is the folder or lies in it.
    boolean covers(FtpPath path) {
        return path.isWithin(at);
    }

    /// Whether the folder lies in a directory, at whatever depth.
    boolean isBelow(FtpPath directory) {
        return at.isWithin(directory) && !at.equals(directory);
    }

    /// The path from the folder's own root.
    FtpPath inside(FtpPath path) {
        return new FtpPath(path.names().subList(at.names().size(), path.names().size()));
    }

    /// What stands for it in the directory that it is in; empty while it cannot be opened.
    Future<Optional<FileFacts>> entry() {
        return files.compose(opened -> opened.facts(FtpPath.ROOT))
                .map(facts -> Optional.of(facts.named(at.name())))
                .otherwise(Optional.empty());
    }

    Future<Void> close() {
        return files.transform(opened -> opened.succeeded() ? opened.result().close() : Future.succeededFuture());
    }
}
