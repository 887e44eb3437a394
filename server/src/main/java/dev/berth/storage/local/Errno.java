package dev.berth.storage.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import org.jspecify.annotations.Nullable;

/// The kernel's error numbers, and the one place where they become reasons. Numbers are those of Linux on x86_64 and
/// aarch64.
enum Errno {
    EPERM(1, Reason.DENIED),
    ENOENT(2, Reason.NOT_FOUND),
    EINTR(4, Reason.BROKEN),
    EIO(5, Reason.BROKEN),
    /// A pipe nobody reads, a device without a driver.
    ENXIO(6, Reason.DENIED),
    EBADF(9, Reason.BROKEN),
    EAGAIN(11, Reason.BUSY),
    ENOMEM(12, Reason.BROKEN),
    EACCES(13, Reason.DENIED),
    /// A directory that something is mounted on.
    EBUSY(16, Reason.DENIED),
    EEXIST(17, Reason.ALREADY_EXISTS),
    /// A path that leads out of the view, or a rename between file systems.
    EXDEV(18, Reason.DENIED),
    ENODEV(19, Reason.DENIED),
    ENOTDIR(20, Reason.NOT_A_DIRECTORY),
    EISDIR(21, Reason.IS_A_DIRECTORY),
    /// A name that the file system does not take.
    EINVAL(22, Reason.NAME_REFUSED),
    ENFILE(23, Reason.BROKEN),
    EMFILE(24, Reason.BROKEN),
    ETXTBSY(26, Reason.BUSY),
    EFBIG(27, Reason.NO_SPACE),
    ENOSPC(28, Reason.NO_SPACE),
    EROFS(30, Reason.DENIED),
    EMLINK(31, Reason.NO_SPACE),
    ENAMETOOLONG(36, Reason.NAME_REFUSED),
    ENOSYS(38, Reason.UNSUPPORTED),
    ENOTEMPTY(39, Reason.NOT_EMPTY),
    /// Links in a circle.
    ELOOP(40, Reason.DENIED),
    EOVERFLOW(75, Reason.BROKEN),
    EILSEQ(84, Reason.NAME_REFUSED),
    EOPNOTSUPP(95, Reason.UNSUPPORTED),
    /// The directory vanished on a network file system.
    ESTALE(116, Reason.NOT_FOUND),
    EDQUOT(122, Reason.QUOTA_REACHED);

    private static final @Nullable Errno[] BY_NUMBER = byNumber();

    private final int number;
    private final Reason reason;

    Errno(int number, Reason reason) {
        this.number = number;
        this.reason = reason;
    }

    private static @Nullable Errno[] byNumber() {
        @Nullable Errno[] table = new @Nullable Errno[256];
        for (Errno each : values()) {
            table[each.number] = each;
        }
        return table;
    }

    /// Whether a call failed with this error.
    ///
    /// @param result what [SystemCall#call] gave
    boolean is(long result) {
        return result == -number;
    }

    /// The result of a call that failed with this error.
    long result() {
        return -number;
    }

    /// The name in the manual pages of what made a call fail.
    ///
    /// @param result a negative result
    static String name(long result) {
        Errno known = of(result);
        return known == null ? "errno " + -result : known.name();
    }

    /// The failure that a negative result stands for.
    ///
    /// @param action what was tried, for the log
    static StorageException failure(long result, String action) {
        Errno known = of(result);
        return new StorageException(known == null ? Reason.BROKEN : known.reason, action + ": " + name(result));
    }

    /// Passes a result on.
    ///
    /// @return `result`, 0 or more
    /// @throws StorageException when it is negative
    @CanIgnoreReturnValue
    static long check(long result, String action) {
        if (result < 0) {
            throw failure(result, action);
        }
        return result;
    }

    private static @Nullable Errno of(long result) {
        long number = -result;
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : null;
    }
}
