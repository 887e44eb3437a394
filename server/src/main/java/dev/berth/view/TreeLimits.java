package dev.berth.view;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.Files;
import dev.berth.storage.Listing;
import dev.berth.storage.Order;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.ToLongFunction;

/// How deep an account's directories may lie, and how many entries each may have. Entries are counted when one more
/// is made, and only where that is limited; for a whole new file once more when it gets its name, see
/// [dev.berth.storage.Upload#among].
///
/// @param files the account's view of the storage
/// @param limits what holds for it at this moment
record TreeLimits(Files files, ToLongFunction<Limit> limits) {

    /// Before a file is made or replaced.
    Future<Void> requireFile(FtpPath path) {
        return requireDepth(path.names().size() - 1).compose(_ -> requireRoom(path));
    }

    /// Before a directory is made.
    Future<Void> requireDirectory(FtpPath path) {
        return requireDepth(path.names().size()).compose(_ -> requireRoom(path));
    }

    /// Before something that is there gets another name.
    Future<Void> requireRenamed(FtpPath from, FtpPath to) {
        return from.parent().equals(to.parent()) ? Future.succeededFuture() : requireCopied(from, to);
    }

    /// Before something is copied.
    Future<Void> requireCopied(FtpPath from, FtpPath to) {
        if (isFree()) {
            return Future.succeededFuture();
        }
        return files.facts(from).compose(facts -> facts.isFile() ? requireFile(to) : requireDirectory(to));
    }

    private boolean isFree() {
        return limits.applyAsLong(Limit.DEPTH) == Limits.UNLIMITED
                && limits.applyAsLong(Limit.ENTRIES) == Limits.UNLIMITED;
    }

    private Future<Void> requireDepth(int depth) {
        long most = limits.applyAsLong(Limit.DEPTH);
        return depth <= most
                ? Future.succeededFuture()
                : refused("Directories may lie in each other at most " + most + " deep");
    }

    private Future<Void> requireRoom(FtpPath path) {
        long most = limits.applyAsLong(Limit.ENTRIES);
        if (most == Limits.UNLIMITED) {
            return Future.succeededFuture();
        }
        return files.facts(path)
                .map(_ -> true)
                .otherwise(false)
                .compose(there -> there ? Future.succeededFuture() : requireEntries(path.parent(), most));
    }

    private Future<Void> requireEntries(FtpPath directory, long most) {
        return files.list(directory, Order.NAME)
                .compose(listing -> count(listing, 0, most).eventually(listing::close))
                .compose(count -> count < most
                        ? Future.succeededFuture()
                        : refused("A directory may have at most " + most + " entries"));
    }

    private static Future<Long> count(Listing listing, long before, long most) {
        return listing.next().compose((List<FileFacts> page) -> {
            long count = before + page.size();
            return page.isEmpty() || count >= most ? Future.succeededFuture(count) : count(listing, count, most);
        });
    }

    private static Future<Void> refused(String words) {
        return Future.failedFuture(new StorageException(Reason.QUOTA_REACHED, words));
    }
}
