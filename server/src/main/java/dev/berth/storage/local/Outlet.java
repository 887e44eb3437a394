package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/// A socket that a thread of the storage sends pieces of files to: by a descriptor of its own, so that the number
/// which was closed meanwhile, and belongs to another socket by now, is never used. The connection does not end
/// before this does.
final class Outlet implements AutoCloseable {

    /// `F_DUPFD_CLOEXEC`.
    private static final int DUPLICATE = 1030;

    private static final short POLLOUT = 4;

    /// How much one call of the system is to move, which cannot be told to stop.
    private static final long PIECE = 2 << 20;

    /// How long a client is waited for that takes nothing.
    private static final long WAIT_NANOS = 5_000_000;

    /// After this nothing more is begun.
    private static final long LONGEST_NANOS = 4 * WAIT_NANOS;

    private final Descriptor socket;

    /// @param number of a socket that does not block, open during this call
    /// @throws dev.berth.storage.StorageException when there are no more descriptors
    Outlet(int number) {
        socket = Descriptor.of(SystemCall.FCNTL.call(number, DUPLICATE, 0), "dup");
    }

    /// `sendfile(2)`, again and again, until all has gone, or some time has, or the client takes nothing for a while,
    /// or anything is wrong.
    ///
    /// @return how many octets went
    long send(Descriptor file, long offset, long count) {
        long began = System.nanoTime();
        long sent = 0;
        while (sent < count && System.nanoTime() - began < LONGEST_NANOS) {
            long result = sendFile(file, offset + sent, Math.min(PIECE, count - sent));
            if (result > 0) {
                sent += result;
            } else if (!Errno.EAGAIN.is(result) || !awaitRoom()) {
                break;
            }
        }
        return sent;
    }

    private long sendFile(Descriptor file, long offset, long count) {
        MemorySegment position = Scratch.mine().how;
        position.set(JAVA_LONG, 0, offset);
        int from = file.acquire();
        try {
            int to = socket.acquire();
            try {
                return SystemCall.SENDFILE.call(to, from, position.address(), count, 0, 0);
            } finally {
                socket.release();
            }
        } finally {
            file.release();
        }
    }

    private boolean awaitRoom() {
        MemorySegment asked = Scratch.mine().how; // struct pollfd, then struct timespec
        int number = socket.acquire();
        try {
            asked.set(JAVA_INT, 0, number);
            asked.set(JAVA_SHORT, 4, POLLOUT);
            asked.set(JAVA_LONG, 8, 0);
            asked.set(JAVA_LONG, 16, WAIT_NANOS);
            return SystemCall.PPOLL.call(asked.address(), 1, asked.address() + 8, 0, 0, 0) > 0;
        } finally {
            socket.release();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
