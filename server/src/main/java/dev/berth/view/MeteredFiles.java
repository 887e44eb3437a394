package dev.berth.view;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.quota.Amount;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.QuotaReached;
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
import dev.berth.tenant.DirectoryUnavailable;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Files that are kept within a quota: what is stored here is charged to one payer.
public final class MeteredFiles implements Files {

    private final Files files;
    private final QuotaLedger ledger;
    private final Owner payer;
    private final ToLongFunction<Limit> limits;
    private final TreeLimits tree;

    /// @param files a view of the storage; closed with this
    /// @param limits what holds for the account at the moment of asking
    public MeteredFiles(Files files, QuotaLedger ledger, Owner payer, ToLongFunction<Limit> limits) {
        this.limits = limits;
        this.tree = new TreeLimits(files, limits);
        this.files = files;
        this.ledger = ledger;
        this.payer = payer;
    }

    @Override
    public Future<FileFacts> facts(FtpPath path) {
        return files.facts(path);
    }

    @Override
    public Future<Listing> list(FtpPath directory, Order order) {
        return files.list(directory, order);
    }

    @Override
    public Future<ReadableFile> read(FtpPath path) {
        return files.read(path);
    }

    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode) {
        return write(path, mode, 0);
    }

    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode, long announced) {
        return tree.requireFile(path)
                .compose(_ -> begin(mode, path))
                .compose(start -> start + announced > largest()
                        ? Future.failedFuture(SizedUpload.tooLarge(largest()))
                        : open(path, mode, announced).map(upload -> bounded(upload, start)));
    }

    private Upload bounded(Upload upload, long start) {
        upload.among(() -> limits.applyAsLong(Limit.ENTRIES));
        return new SizedUpload(upload, start, this::largest);
    }

    private long largest() {
        return limits.applyAsLong(Limit.FILE_SIZE);
    }

    /// Where in the file writing begins; asked for only where that matters.
    private Future<Long> begin(WriteMode mode, FtpPath path) {
        return switch (mode) {
            case WriteMode.Replace _ -> Future.succeededFuture(0L);
            case WriteMode.ResumeAt(long offset) -> Future.succeededFuture(offset);
            case WriteMode.Within(Extent piece) -> Future.succeededFuture(piece.start());
            case WriteMode.Append _ ->
                largest() == Limits.UNLIMITED
                        ? Future.succeededFuture(0L)
                        : files.facts(path).map(FileFacts::size).otherwise(0L);
        };
    }

    private Future<Upload> open(FtpPath path, WriteMode mode, long announced) {
        return MeteredUpload.first(ledger, payer, announced, () -> replacedBy(mode, path))
                .recover(MeteredFiles::refused)
                .compose(hold -> files.write(path, mode)
                        .recover(failure -> ledger.release(hold).transform(_ -> Future.failedFuture(failure)))
                        .compose(upload -> MeteredUpload.of(upload, ledger, hold)));
    }

    /// What is there, as it seems, and gives its room to what will be written: a whole file, what is behind a restart
    /// point, a piece, or the place of a file that goes on to be one. [MeteredUpload] makes sure of it.
    private Future<Growth> replacedBy(WriteMode mode, FtpPath path) {
        return files.facts(path)
                .map(facts -> switch (mode) {
                    case WriteMode.Replace _ -> facts.isFile() ? new Growth(facts.size(), 1) : Growth.NONE;
                    case WriteMode.ResumeAt(long offset) -> new Growth(Math.max(0, facts.size() - offset), 1);
                    case WriteMode.Within(Extent piece) ->
                        new Growth(piece.within(facts.size()).length(), 1);
                    case WriteMode.Append _ -> new Growth(0, 1);
                })
                .otherwise(Growth.NONE);
    }

    @Override
    public Future<Void> makeDirectory(FtpPath path) {
        return tree.requireDirectory(path).compose(_ -> files.makeDirectory(path));
    }

    @Override
    public Future<Void> removeDirectory(FtpPath path) {
        return files.removeDirectory(path);
    }

    @Override
    public Future<Growth> delete(FtpPath path) {
        return changing(() -> files.delete(path));
    }

    @Override
    public Future<Growth> rename(FtpPath from, FtpPath to, boolean overwrite) {
        return tree.requireRenamed(from, to).compose(_ -> changing(() -> files.rename(from, to, overwrite)));
    }

    /// Books by how much the files have become less. It holds nothing meanwhile, which tells a recount that what it has
    /// counted may have moved.
    private Future<Growth> changing(Supplier<Future<Growth>> change) {
        return ledger.hold(payer, Amount.NONE)
                .compose(hold -> change.get()
                        .compose(
                                growth -> ledger.commit(hold, amount(growth)).map(growth),
                                failure -> ledger.release(hold).transform(_ -> Future.failedFuture(failure))));
    }

    @Override
    public Future<Growth> content(FtpPath path, LongTask task) {
        return files.content(path, task);
    }

    @Override
    public Future<Void> changeMode(FtpPath path, int mode) {
        return files.changeMode(path, mode);
    }

    @Override
    public Future<Void> changeGroup(FtpPath path, long group) {
        return files.changeGroup(path, group);
    }

    @Override
    public Future<Void> changeModified(FtpPath path, Instant modified) {
        return files.changeModified(path, modified);
    }

    /// Of the disk and the quotas the smallest rest: where no more files or volume are left, nothing can be stored.
    @Override
    public Future<Space> space(FtpPath directory) {
        return files.space(directory)
                .compose(disk ->
                        ledger.left(payer).map(left -> new Space(Math.min(disk.free(), room(left)), disk.total())));
    }

    private static long room(Quota left) {
        return left.files() == 0 ? 0 : Math.min(left.octets(), left.volume());
    }

    @Override
    public Future<FileHash> hash(FtpPath path, HashAlgorithm algorithm, Extent extent, LongTask task) {
        return files.hash(path, algorithm, extent, task);
    }

    @Override
    public Future<Long> sizeOfTree(FtpPath path, LongTask task) {
        return files.sizeOfTree(path, task);
    }

    @Override
    public Future<Void> removeTree(FtpPath path, LongTask task) {
        return within(Amount.NONE, task, () -> files.removeTree(path, task));
    }

    /// Room for the whole copy is set aside first.
    @Override
    public Future<Void> copy(FtpPath from, FtpPath to, boolean overwrite, LongTask task) {
        return tree.requireCopied(from, to).compose(_ -> copyWithin(from, to, overwrite, task));
    }

    private Future<Void> copyWithin(FtpPath from, FtpPath to, boolean overwrite, LongTask task) {
        return Future.all(wholeOf(from), files.content(to)).compose(both -> {
            Growth copied = both.resultAt(0);
            Growth replaced = both.resultAt(1);
            Amount needed =
                    new Amount(copied.octets() - replaced.octets(), copied.files() - replaced.files(), 0).positive();
            return within(needed, task, () -> files.copy(from, to, overwrite, task));
        });
    }

    /// What a copy of it has: of a link to a file, that file.
    private Future<Growth> wholeOf(FtpPath path) {
        return files.facts(path)
                .compose(facts ->
                        facts.isFile() ? Future.succeededFuture(new Growth(facts.size(), 1)) : files.content(path));
    }

    /// Sets room aside, and books what the task did, whether all was done or a part.
    private Future<Void> within(Amount needed, LongTask task, Supplier<Future<Void>> change) {
        return ledger.hold(payer, needed)
                .recover(MeteredFiles::refused)
                .onSuccess(_ -> task.mayGrow(new Growth(needed.octets(), needed.files())))
                .compose(hold -> change.get().eventually(() -> ledger.commit(hold, amount(task.growth()))));
    }

    /// A part may be named again and again, and is there as often; it makes room once.
    @Override
    public Future<Void> join(List<FtpPath> parts, FtpPath to, LongTask task) {
        List<FtpPath> joined = parts.contains(to)
                ? parts
                : Stream.concat(Stream.of(to), parts.stream()).toList();
        return Future.all(
                        sum(joined, path -> wholeOf(path).otherwise(Growth.NONE)),
                        sum(joined.stream().distinct().toList(), files::content))
                .compose(both -> {
                    long whole = both.<Growth>resultAt(0).octets();
                    Growth more = new Growth(whole, 1).minus(both.resultAt(1));
                    return whole > largest()
                            ? Future.failedFuture(SizedUpload.tooLarge(largest()))
                            : tree.requireFile(to).map(amount(more).positive());
                })
                .compose(more -> within(more, task, () -> files.join(parts, to, task)));
    }

    @Override
    public Future<Void> link(FtpPath target, FtpPath at) {
        return tree.requireFile(at).compose(_ -> files.link(target, at));
    }

    private static Future<Growth> sum(List<FtpPath> paths, Function<FtpPath, Future<Growth>> of) {
        return Future.all(paths.stream().map(of).toList()).map(all -> {
            return all.<Growth>list().stream().reduce(Growth.NONE, Growth::plus);
        });
    }

    private static Amount amount(Growth growth) {
        return new Amount(growth.octets(), growth.files(), 0);
    }

    @Override
    public Future<Void> close() {
        return files.close();
    }

    /// What the storage says when a quota is reached, or cannot be asked.
    static <T> Future<T> refused(Throwable cause) {
        return Future.failedFuture(
                switch (cause) {
                    case QuotaReached reached -> new StorageException(Reason.QUOTA_REACHED, reached.words());
                    case DirectoryUnavailable down ->
                        new StorageException(Reason.ROOM_UNKNOWN, String.valueOf(down.getMessage()), down);
                    default -> cause;
                });
    }
}
