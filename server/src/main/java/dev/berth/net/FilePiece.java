package dev.berth.net;

import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/// A piece of an open file on its way out. Unlike its parent it leaves the file open at its end: the transfer owns
/// that.
final class FilePiece extends DefaultFileRegion implements Counted {

    FilePiece(FileChannel file, long offset, long count) {
        super(file, offset, count);
    }

    @Override
    protected void deallocate() {}
}
