package dev.berth.storage;

import dev.berth.protocol.FileFacts;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// A file open for reading.
public interface ReadableFile {

    /// Its facts when it was opened.
    FileFacts facts();

    /// All of its octets, from the first to the last, if they were read when it was opened, as those of a small file
    /// are; to be read only, and to be forgotten at [#close].
    Optional<ByteBuffer> whole();

    /// The open handle, for `sendfile(2)`; its position is not used. It is closed by [#close] only. There is none
    /// where [#whole] has the octets.
    FileChannel channel();

    /// Completes when the octets can be sent without waiting for a disk: at once when they are in memory.
    Future<Void> ready(long offset, long length);

    /// Sends octets to a socket off the event loop, waiting for the disk, and for the client only for a moment.
    /// There is no such way where [#whole] has the octets.
    ///
    /// @param socket the descriptor of a connected socket that does not block, open during this call; if it is
    ///     closed later, the connection ends when the future completes
    /// @return how many octets went, fewer than `count` if the client takes no more for now, or is gone, or the
    ///     file has no more; fails when the file or the storage was closed
    Future<Long> sendTo(int socket, long offset, long count);

    /// Reads off the event loop.
    ///
    /// @return how many octets were read, -1 at the end
    Future<Integer> read(ByteBuffer into, long position);

    /// Gives the handle back.
    Future<Void> close();
}
