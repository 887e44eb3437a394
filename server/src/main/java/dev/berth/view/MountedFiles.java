package dev.berth.view;

import dev.berth.account.Account;
import dev.berth.account.Mount;
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
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An account's home with the folders of its tenant that it has, each confined to a root of its own. What would lead
/// from one root into another is refused, and so is removing or renaming a folder or a directory that has one in it.
final class MountedFiles implements Files {

    private final Files home;
    private final Function<Mount, Future<Files>> opening;
    private volatile List<Mounted> folders;

    /// @param home closed with this
    /// @param opening opens a folder
    MountedFiles(Files home, Function<Mount, Future<Files>> opening, Account account) {
        this.home = home;
        this.opening = opening;
        this.folders = account.mounts().stream().map(this::mounted).toList();
    }

    /// The account may have other folders from now on.
    void follow(Account account) {
        List<Mounted> before = folders;
        folders = account.mounts().stream()
                .map(mount -> before.stream()
                        .filter(mounted -> mounted.mount().equals(mount))
                        .findFirst()
                        .orElseGet(() -> mounted(mount)))
                .toList();
        before.stream()
                .filter(mounted -> !folders.contains(mounted))
                .forEach(mounted -> mounted.close().onComplete(_ -> {}, _ -> {})); // nobody waits for it
    }

    private Mounted mounted(Mount mount) {
        return Mounted.of(mount, (it, at) -> parents(at.parent()).compose(_ -> opening.apply(it)));
    }

    /// Makes the directories in the home that lead to a folder, as far as they are missing.
    private Future<Void> parents(FtpPath directory) {
        return directory.isRoot()
                ? Future.succeededFuture()
                : parents(directory.parent())
                        .compose(_ -> home.makeDirectory(directory))
                        .recover(cause ->
                                cause instanceof StorageException failure && failure.reason() == Reason.ALREADY_EXISTS
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(cause));
    }

    private Optional<Mounted> folderOf(FtpPath path) {
        return folders.stream().filter(folder -> folder.covers(path)).findFirst();
    }

    private <T> Future<T> at(FtpPath path, BiFunction<Files, FtpPath, Future<T>> operation) {
        return folderOf(path)
                .map(folder -> folder.files().compose(files -> operation.apply(files, folder.inside(path))))
                .orElseGet(() -> operation.apply(home, path));
    }

    /// Where nothing is a folder, or has one in it.
    private <T> Future<T> loose(FtpPath path, BiFunction<Files, FtpPath, Future<T>> operation) {
        return isHeld(path) ? refused(Reason.SHARED_FOLDER) : at(path, operation);
    }

    private boolean isHeld(FtpPath path) {
        return folders.stream().anyMatch(folder -> folder.at().isWithin(path));
    }

    private <T> Future<T> together(Stream<FtpPath> paths, Supplier<Future<T>> operation) {
        return paths.map(this::folderOf).distinct().count() == 1 ? operation.get() : refused(Reason.OTHER_FOLDER);
    }

    /// A path within the folder that it is in.
    private FtpPath inside(FtpPath path) {
        return folderOf(path).map(folder -> folder.inside(path)).orElse(path);
    }

    /// The folders in a directory are opened, or cannot be.
    private Future<Void> settled(FtpPath directory) {
        return Future.join(folders.stream()
                        .filter(folder -> folder.isBelow(directory))
                        .map(folder -> folder.entry())
                        .toList())
                .mapEmpty();
    }

    @Override
    public Future<FileFacts> facts(FtpPath path) {
        return settled(path)
                .compose(_ -> at(path, Files::facts))
                .map(facts -> path.isRoot() ? facts : facts.named(path.name()));
    }

    @Override
    public Future<Listing> list(FtpPath directory, Order order) {
        List<Future<Optional<FileFacts>>> entries = folders.stream()
                .filter(folder -> !folder.at().isRoot() && folder.at().parent().equals(directory))
                .map(Mounted::entry)
                .toList();
        return settled(directory)
                .compose(_ -> at(directory, (files, path) -> files.list(path, order)))
                .compose(listing -> entries.isEmpty()
                        ? Future.succeededFuture(listing)
                        : Future.join(entries)
                                .map(all -> new WithFolders(
                                        listing,
                                        order,
                                        all.<Optional<FileFacts>>list().stream()
                                                .flatMap(Optional::stream)
                                                .toList())));
    }

    @Override
    public Future<ReadableFile> read(FtpPath path) {
        return at(path, Files::read);
    }

    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode) {
        return write(path, mode, 0);
    }

    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode, long announced) {
        return at(path, (files, inside) -> files.write(inside, mode, announced));
    }

    @Override
    public Future<Void> makeDirectory(FtpPath path) {
        return at(path, Files::makeDirectory);
    }

    @Override
    public Future<Void> removeDirectory(FtpPath path) {
        return loose(path, Files::removeDirectory);
    }

    @Override
    public Future<Growth> delete(FtpPath path) {
        return loose(path, Files::delete);
    }

    @Override
    public Future<Growth> rename(FtpPath from, FtpPath to, boolean overwrite) {
        return loose(
                from, (files, path) -> together(Stream.of(from, to), () -> files.rename(path, inside(to), overwrite)));
    }

    @Override
    public Future<Growth> content(FtpPath path, LongTask task) {
        return at(path, (files, inside) -> files.content(inside, task));
    }

    @Override
    public Future<Void> changeMode(FtpPath path, int mode) {
        return at(path, (files, inside) -> files.changeMode(inside, mode));
    }

    @Override
    public Future<Void> changeGroup(FtpPath path, long group) {
        return at(path, (files, inside) -> files.changeGroup(inside, group));
    }

    @Override
    public Future<Void> changeModified(FtpPath path, Instant modified) {
        return at(path, (files, inside) -> files.changeModified(inside, modified));
    }

    @Override
    public Future<Space> space(FtpPath directory) {
        return at(directory, Files::space);
    }

    @Override
    public Future<FileHash> hash(FtpPath path, HashAlgorithm algorithm, Extent extent, LongTask task) {
        return at(path, (files, inside) -> files.hash(inside, algorithm, extent, task));
    }

    @Override
    public Future<Long> sizeOfTree(FtpPath path, LongTask task) {
        return at(path, (files, inside) -> files.sizeOfTree(inside, task));
    }

    @Override
    public Future<Void> removeTree(FtpPath path, LongTask task) {
        return loose(path, (files, inside) -> files.removeTree(inside, task));
    }

    @Override
    public Future<Void> copy(FtpPath from, FtpPath to, boolean overwrite, LongTask task) {
        return together(
                Stream.of(from, to), () -> at(from, (files, path) -> files.copy(path, inside(to), overwrite, task)));
    }

    @Override
    public Future<Void> join(List<FtpPath> parts, FtpPath to, LongTask task) {
        return together(
                Stream.concat(parts.stream(), Stream.of(to)),
                () -> at(
                        to,
                        (files, path) ->
                                files.join(parts.stream().map(this::inside).toList(), path, task)));
    }

    @Override
    public Future<Void> link(FtpPath target, FtpPath at) {
        return together(Stream.of(target, at), () -> at(at, (files, path) -> files.link(inside(target), path)));
    }

    @Override
    public Future<Void> close() {
        return Future.join(
                        Stream.concat(Stream.of(home.close()), folders.stream().map(Mounted::close))
                                .toList())
                .mapEmpty();
    }

    private static <T> Future<T> refused(Reason reason) {
        return Future.failedFuture(new StorageException(reason, "a shared folder"));
    }
}
