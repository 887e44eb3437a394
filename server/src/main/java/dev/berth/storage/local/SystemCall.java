package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.invoke.MethodHandle;

/// The calls of the Linux kernel that the storage makes, by number. One native function serves them all, `syscall(2)`,
/// which every C library has under the same name, while `openat2` has a function in few of them.
enum SystemCall {
    CLOSE(3, 57),
    LSEEK(8, 62),
    PREAD64(17, 67),
    SENDFILE(40, 71),
    FCNTL(72, 25),
    FLOCK(73, 32),
    FSYNC(74, 82),
    FTRUNCATE(77, 46),
    FCHMOD(91, 52),
    GETRUSAGE(98, 165),
    FSTATFS(138, 44),
    GETDENTS64(217, 61),
    MKDIRAT(258, 34),
    FCHOWNAT(260, 54),
    UNLINKAT(263, 35),
    LINKAT(265, 37),
    SYMLINKAT(266, 36),
    READLINKAT(267, 78),
    FCHMODAT(268, 53),
    PPOLL(271, 73),
    UTIMENSAT(280, 88),
    PWRITEV(296, 70),
    SYNCFS(306, 267),
    RENAMEAT2(316, 276),
    COPY_FILE_RANGE(326, 285),
    PREADV2(327, 286),
    STATX(332, 291),
    OPENAT2(437, 437),
    FACCESSAT2(439, 439);

    private static final long ERRNO = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle FUNCTION = link();

    private final long number;

    SystemCall(int intel, int arm) {
        number = Platform.pick(intel, arm);
    }

    @SuppressWarnings("restricted") // the one place where native code is linked; the launcher enables it
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }

    /// Makes the call, again when a signal interrupted it. Arguments that it does not take are 0.
    ///
    /// @return what the call returns, or `-errno`
    long call(long first, long second, long third, long fourth, long fifth, long sixth) {
        Scratch scratch = Scratch.mine();
        while (true) {
            long result;
            try {
                result = (long) FUNCTION.invokeExact(scratch.errno, number, first, second, third, fourth, fifth, sixth);
            } catch (Throwable impossible) {
                throw new AssertionError("syscall(2) throws nothing", impossible);
            }
            if (result != -1) {
                return result;
            }
            int errno = scratch.errno.get(JAVA_INT, ERRNO);
            // Linux has released the number even when close(2) was interrupted.
            if (!Errno.EINTR.is(-errno) || this == CLOSE) {
                return -errno;
            }
        }
    }

    /// [#call(long, long, long, long, long, long)] with three arguments.
    long call(long first, long second, long third) {
        return call(first, second, third, 0, 0, 0);
    }
}
