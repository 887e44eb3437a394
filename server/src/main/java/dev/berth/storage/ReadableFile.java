package dev.berth.storage;

import dev.berth.protocol.FileFacts;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file open for reading.
public interface ReadableFile {

    /// Its facts when it was opened.
    FileFacts facts();

    /// The open handle, for `sendfile(2)`; its position is not used. It is closed by [#close] only.
    FileChannel channel();

    /// Completes when the octets can be sent without waiting for a disk: at once when they are in memory.
    Future<Void> ready(long offset, long length);

    /// Reads off the event loop.
    ///
    /// @return how many octets were read, -1 at the end
    Future<Integer> read(ByteBuffer into, long position);

    /// Gives the handle back.
    Future<Void> close();
}
