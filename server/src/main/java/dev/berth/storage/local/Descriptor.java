package dev.berth.storage.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// An open file or directory. Its number reaches the kernel only between [#acquire] and [#release], so that a number
/// which was closed, and belongs to another file by now, is never used: [#close] waits for nobody, the last user
/// closes.
final class Descriptor implements AutoCloseable {

    /// `AT_FDCWD`: what absolute paths are resolved against. It is never closed.
    static final Descriptor WORKING_DIRECTORY = new Descriptor(-100);

    private static final int CLOSED = 1;
    private static final int USE = 2;
    private static final VarHandle STATE = state();

    private final int number;

    /// [#CLOSED], and [#USE] for each user.
    @SuppressWarnings("UnusedVariable") // by STATE
    private volatile int state;

    private Descriptor(int number) {
        this.number = number;
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(Descriptor.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Takes over what an opening call gave.
    ///
    /// @param result a descriptor's number or `-errno`
    /// @param action what was tried, for the log
    /// @throws StorageException when it is an error
    static Descriptor of(long result, String action) {
        return new Descriptor((int) Errno.check(result, action));
    }

    /// The number, good until [#release].
    ///
    /// @throws StorageException BROKEN when it was closed
    int acquire() {
        while (true) {
            int seen = state;
            if ((seen & CLOSED) != 0) {
                throw new StorageException(Reason.BROKEN, "the handle was closed");
            }
            if (STATE.compareAndSet(this, seen, seen + USE)) {
                return number;
            }
        }
    }

    /// Ends a use.
    void release() {
        if ((int) STATE.getAndAdd(this, -USE) - USE == CLOSED) {
            Posix.close(number);
        }
    }

    @Override
    public void close() {
        closeReporting();
    }

    /// Closes as [#close] does.
    ///
    /// @return the kernel's answer when it was closed by this very call: network file systems report here that
    ///     they could not write; else 0
    @CanIgnoreReturnValue
    long closeReporting() {
        if (this == WORKING_DIRECTORY) {
            return 0;
        }
        int before = (int) STATE.getAndBitwiseOr(this, CLOSED);
        return before == 0 ? Posix.close(number) : 0;
    }
}
