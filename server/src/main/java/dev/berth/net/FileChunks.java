package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/// A piece of an open file on its way into TLS, 64 KiB at a time, as far as the socket takes them. The piece is in
/// memory already, so that reading it does not wait. The file stays open.
final class FileChunks implements ChunkedInput<ByteBuf>, Counted {

    private static final int CHUNK = 64 << 10;

    private final FileChannel file;
    private final long start;
    private final long end;
    private volatile long offset;

    FileChunks(FileChannel file, long offset, long count) {
        this.file = file;
        this.start = offset;
        this.end = offset + count;
        this.offset = offset;
    }

    @Override
    public boolean isEndOfInput() {
        return offset >= end;
    }

    @Override
    public void close() {}

    @SuppressWarnings("deprecation") // the interface still asks for it
    @Override
    public ByteBuf readChunk(ChannelHandlerContext ctx) throws IOException {
        return readChunk(ctx.alloc());
    }

    @Override
    public ByteBuf readChunk(ByteBufAllocator allocator) throws IOException {
        int count = (int) Math.min(CHUNK, end - offset);
        ByteBuf chunk = allocator.directBuffer(count);
        try {
            long at = offset;
            while (chunk.isWritable(1) && chunk.readableBytes() < count) {
                int read = chunk.writeBytes(file, at, count - chunk.readableBytes());
                if (read < 0) {
                    throw new EOFException("the file got shorter while it was sent");
                }
                at += read;
            }
            offset = at;
            return chunk;
        } catch (IOException | RuntimeException e) {
            chunk.release();
            throw e;
        }
    }

    @Override
    public long length() {
        return end - start;
    }

    @Override
    public long progress() {
        return offset - start;
    }

    @Override
    public long transferred() {
        return progress();
    }
}
