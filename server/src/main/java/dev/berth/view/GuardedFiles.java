package dev.berth.view;

import dev.berth.account.Account;
import dev.berth.account.Permission;
import dev.berth.net.Repeat;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.Extent;
import dev.berth.storage.FileHash;
import dev.berth.storage.Files;
import dev.berth.storage.Growth;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.Listing;
import dev.berth.storage.LongTask;
import dev.berth.storage.Order;
import dev.berth.storage.ReadableFile;
import dev.berth.storage.Space;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An account's files with its rules of directories and names: the one place where they hold, whatever verb asks. What
/// reaches into a whole tree must be allowed everywhere in it. Where an account has no such rules it does nothing.
public final class GuardedFiles implements Files {

    private final MountedFiles files;
    private volatile Gate gate;

    /// @param files the account's view of the storage; closed with this
    GuardedFiles(MountedFiles files, Account account) {
        this.files = files;
        this.gate = new Gate(account);
    }

    /// The account may do other things from now on.
    public static void follow(Files files, Account account) {
        if (files instanceof GuardedFiles guarded) {
            guarded.gate = new Gate(account);
            guarded.files.follow(account);
        }
    }

    @Override
    public Future<FileFacts> facts(FtpPath path) {
        return isWhole() || gate.access().isReachable(path.toString())
                ? at(path, () -> files.facts(path))
                : refused(Reason.DENIED);
    }

    @Override
    public Future<Listing> list(FtpPath directory, Order order) {
        return at(directory, () -> files.list(directory, order), Permission.LIST)
                .map(listing -> gate.access().hidden().isEmpty() ? listing : new Shown(listing, gate));
    }

    @Override
    public Future<ReadableFile> read(FtpPath path) {
        return at(path, () -> files.read(path), Permission.READ);
    }

    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode) {
        return write(path, mode, 0);
    }

    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode, long announced) {
        return switch (mode) {
            case WriteMode.Replace(boolean overwrite) -> {
                var allowed = new WriteMode.Replace(overwrite && mayOverwrite(path));
                yield making(path, () -> files.write(path, allowed, announced), Permission.WRITE);
            }
            case WriteMode.Append _, WriteMode.ResumeAt _ ->
                making(path, () -> files.write(path, mode, announced), Permission.APPEND);
            case WriteMode.Within _ ->
                making(path, () -> files.write(path, mode, announced), Permission.APPEND, Permission.OVERWRITE);
        };
    }

    @Override
    public Future<Void> makeDirectory(FtpPath path) {
        return making(path, () -> files.makeDirectory(path), Permission.MAKE_DIRECTORY);
    }

    @Override
    public Future<Void> removeDirectory(FtpPath path) {
        return at(path, () -> files.removeDirectory(path), Permission.REMOVE_DIRECTORY);
    }

    @Override
    public Future<Growth> delete(FtpPath path) {
        return at(path, () -> files.delete(path), Permission.DELETE);
    }

    /// From one rule's directory to another's it is as deleting here and storing there.
    @Override
    public Future<Growth> rename(FtpPath from, FtpPath to, boolean overwrite) {
        if (isWhole()) {
            return files.rename(from, to, overwrite);
        }
        boolean stays = gate.access().isAlike(from.toString(), to.toString());
        return refusal(throughout(from, Permission.RENAME)
                        && throughout(to, Permission.RENAME)
                        && (stays || (throughout(from, Permission.DELETE) && throughout(to, Permission.WRITE))))
                .compose(_ -> at(from, () -> making(to, () -> files.rename(from, to, overwrite && mayOverwrite(to)))));
    }

    @Override
    public Future<Growth> content(FtpPath path, LongTask task) {
        return files.content(path, task);
    }

    @Override
    public Future<Void> changeMode(FtpPath path, int mode) {
        return at(path, () -> files.changeMode(path, mode), Permission.CHANGE_FACTS);
    }

    @Override
    public Future<Void> changeGroup(FtpPath path, long group) {
        return at(path, () -> files.changeGroup(path, group), Permission.CHANGE_FACTS);
    }

    @Override
    public Future<Void> changeModified(FtpPath path, Instant modified) {
        return at(path, () -> files.changeModified(path, modified), Permission.CHANGE_FACTS);
    }

    @Override
    public Future<Space> space(FtpPath directory) {
        return at(directory, () -> files.space(directory));
    }

    @Override
    public Future<FileHash> hash(FtpPath path, HashAlgorithm algorithm, Extent extent, LongTask task) {
        return at(path, () -> files.hash(path, algorithm, extent, task), Permission.HASH);
    }

    @Override
    public Future<Long> sizeOfTree(FtpPath path, LongTask task) {
        return refusal(throughout(path, Permission.LIST)).compose(_ -> at(path, () -> files.sizeOfTree(path, task)));
    }

    /// What is hidden or denied somewhere in it cannot be left out, and so nothing goes.
    @Override
    public Future<Void> removeTree(FtpPath path, LongTask task) {
        return refusal(!gate.access().judgesNames()
                        && throughout(path, Permission.DELETE)
                        && throughout(path, Permission.REMOVE_DIRECTORY))
                .compose(_ -> at(path, () -> files.removeTree(path, task)));
    }

    @Override
    public Future<Void> copy(FtpPath from, FtpPath to, boolean overwrite, LongTask task) {
        Supplier<Future<Void>> copying =
                () -> at(from, () -> making(to, () -> files.copy(from, to, overwrite && mayOverwrite(to), task)));
        if (isWhole()) {
            return copying.get();
        }
        return refusal(throughout(from, Permission.READ) && throughout(to, Permission.WRITE))
                .compose(_ -> files.facts(from))
                .compose(facts -> facts.isDirectory() ? refusal(mayCopyTree(from, to)) : Future.succeededFuture())
                .compose(_ -> copying.get());
    }

    private boolean mayCopyTree(FtpPath from, FtpPath to) {
        return !gate.access().judgesNames()
                && throughout(from, Permission.LIST)
                && throughout(to, Permission.MAKE_DIRECTORY);
    }

    @Override
    public Future<Void> join(List<FtpPath> parts, FtpPath to, LongTask task) {
        Supplier<Future<Void>> joining =
                () -> making(to, () -> files.join(parts, to, task), Permission.WRITE, Permission.APPEND);
        for (FtpPath part : new ArrayList<>(parts).reversed()) {
            Supplier<Future<Void>> rest = joining;
            joining = () -> at(part, rest, Permission.READ, Permission.DELETE);
        }
        return joining.get();
    }

    /// A link must not lead to where other things are allowed.
    @Override
    public Future<Void> link(FtpPath target, FtpPath at) {
        return refusal(isWhole() || gate.access().isAlike(target.toString(), at.toString()))
                .compose(_ -> at(target, () -> making(at, () -> files.link(target, at), Permission.WRITE)));
    }

    @Override
    public Future<Void> close() {
        return files.close();
    }

    private boolean isWhole() {
        return gate.access().isWhole();
    }

    private boolean mayOverwrite(FtpPath path) {
        return isWhole() || gate.access().allows(Permission.OVERWRITE, path.toString());
    }

    private boolean throughout(FtpPath path, Permission permission) {
        return isWhole() || gate.access().allowsThroughout(permission, path.toString());
    }

    /// Where something is: what is hidden is not there.
    private <T> Future<T> at(FtpPath path, Supplier<Future<T>> operation, Permission... needed) {
        if (isWhole()) {
            return operation.get();
        }
        return gate.isHidden(path) ? refused(Reason.NOT_FOUND) : allowed(path, operation, needed);
    }

    /// Where something will be.
    private <T> Future<T> making(FtpPath path, Supplier<Future<T>> operation, Permission... needed) {
        if (isWhole()) {
            return operation.get();
        }
        return gate.isHidden(path) ? refused(Reason.DENIED) : allowed(path, operation, needed);
    }

    private <T> Future<T> allowed(FtpPath path, Supplier<Future<T>> operation, Permission... needed) {
        for (Permission permission : needed) {
            if (!gate.access().allows(permission, path.toString())) {
                return refused(Reason.DENIED);
            }
        }
        return gate.isDenied(path) ? refused(Reason.DENIED) : operation.get();
    }

    private static Future<Void> refusal(boolean allowed) {
        return allowed ? Future.succeededFuture() : refused(Reason.DENIED);
    }

    private static <T> Future<T> refused(Reason reason) {
        return Future.failedFuture(new StorageException(reason, "the account's rules do not let it"));
    }

    /// Without what is hidden.
    private static final class Shown implements Listing {

        private final Listing listing;
        private final Gate gate;
        private List<FileFacts> shown = List.of();

        Shown(Listing listing, Gate gate) {
            this.listing = listing;
            this.gate = gate;
        }

        @Override
        public FileFacts directory() {
            return listing.directory();
        }

        @Override
        public Future<List<FileFacts>> next() {
            return Repeat.whileTrue(this::fill).map(_ -> shown);
        }

        /// @return whether another piece is needed: one of which nothing is shown is not the end
        private Future<Boolean> fill() {
            return listing.next().map(entries -> {
                shown = entries.stream()
                        .filter(facts -> !gate.isHidden(facts.name()))
                        .toList();
                return shown.isEmpty() && !entries.isEmpty();
            });
        }

        @Override
        public Future<Void> close() {
            return listing.close();
        }
    }
}
