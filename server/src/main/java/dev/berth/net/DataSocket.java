package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A data connection: a file out by `sendfile(2)`, octets out, or octets in, one of them at a time.
public final class DataSocket {

    private final Channel channel;
    private final ContextInternal context;
    private final InetSocketAddress client;
    private final InetSocketAddress server;
    private @Nullable Inflow inflow;
    private @Nullable FilePiece sending;
    private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();
    private long sent;
    private boolean ended;
    private @Nullable Throwable failure;

    private DataSocket(Channel channel, ContextInternal context) {
        this.channel = channel;
        this.context = context;
        this.client = SocketOptions.plain((InetSocketAddress) channel.remoteAddress());
        this.server = SocketOptions.plain((InetSocketAddress) channel.localAddress());
    }

    static void adopt(Channel channel, ContextInternal context, Consumer<DataSocket> owner) {
        channel.config()
                .setOption(
                        ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(4096, 16 << 10, 256 << 10));
        channel.pipeline().addLast("data", new Adopted(context, owner));
    }

    /// The client's address and port.
    public InetSocketAddress client() {
        return client;
    }

    /// The address and port that the client dialled, or that was dialled from.
    public InetSocketAddress server() {
        return server;
    }

    /// The context that it lives on; a transfer runs there.
    public Context context() {
        return context;
    }

    /// How many octets have gone over it, those of a piece that is under way included. May be called from any
    /// thread; the figure may then be a little old.
    public long moved() {
        FilePiece piece = sending;
        Inflow in = inflow;
        return sent + (piece == null ? 0 : piece.transferred()) + (in == null ? 0 : in.arrived());
    }

    /// Sends a piece of a file without copying it through the heap.
    ///
    /// @param file stays open
    /// @param count how many octets from `offset` on; the file must have them
    /// @return completes when the kernel has taken them all; fails when the client is gone or the file got shorter
    public Future<Void> sendFile(FileChannel file, long offset, long count) {
        var piece = new FilePiece(file, offset, count);
        sending = piece;
        return Completion.of(context, channel.writeAndFlush(piece)).andThen(_ -> {
            sent += piece.transferred();
            sending = null;
        });
    }

    /// Sends octets; they must not be touched until the future completes.
    public Future<Void> send(ByteBuffer octets) {
        int count = octets.remaining();
        return Completion.of(context, channel.writeAndFlush(Unpooled.wrappedBuffer(octets)))
                .andThen(done -> sent += done.succeeded() ? count : 0);
    }

    /// Reads until the client ends the connection.
    ///
    /// @param sink takes the octets, one call at a time; while it has much to do, reading stops
    /// @return how many octets came, once all of them are in the sink; fails when the connection breaks or the
    ///     sink fails
    public Future<Long> receiveInto(Sink sink) {
        var into = new Inflow(channel, context, sink);
        inflow = into;
        early.forEach(into::offer);
        early.clear();
        if (failure != null) {
            into.fail(failure);
        } else if (ended) {
            into.end();
        } else {
            into.drain();
            channel.config().setAutoRead(true);
        }
        return into.done();
    }

    /// Where received octets go.
    @FunctionalInterface
    public interface Sink {
        /// Takes all of `buffers`; they are good until the future completes.
        Future<Void> take(ByteBuffer[] buffers);
    }

    /// Ends it in order: what was sent arrives, then FIN. May be called from any thread.
    public Future<Void> close() {
        return Completion.of(context, channel.close());
    }

    /// Ends it with a reset, so that the client cannot take what came for the whole. May be called from any
    /// thread.
    public void reset() {
        context.execute(() -> {
            broken(new ClosedChannelException());
            if (channel.isActive()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            Completion.unheard(channel.close());
        });
    }

    /// Input that comes before anybody asked for it (the kernel reports an early FIN together with it) waits here;
    /// the kernel's receive buffer bounds it.
    private void arrived(ByteBuf octets) {
        if (inflow != null) {
            inflow.offer(octets);
        } else if (failure == null) {
            early.add(octets);
        } else {
            octets.release();
        }
    }

    private void inputEnded() {
        ended = true;
        if (inflow != null) {
            inflow.end();
        }
    }

    /// After a clean end of the input this changes nothing for who received it.
    private void broken(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        early.forEach(ByteBuf::release);
        early.clear();
        if (inflow != null && !ended) {
            inflow.fail(cause);
        }
    }

    /// Between Netty and this package's users: puts every callback on the Vert.x context.
    private static final class Adopted extends ChannelInboundHandlerAdapter {
        private final ContextInternal context;
        private final Consumer<DataSocket> owner;
        private @Nullable DataSocket socket;

        Adopted(ContextInternal context, Consumer<DataSocket> owner) {
            this.context = context;
            this.owner = owner;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (ctx.channel().remoteAddress() == null) {
                Completion.unheard(ctx.close());
                return;
            }
            SocketOptions.data(ctx.channel());
            var made = new DataSocket(ctx.channel(), context);
            socket = made;
            context.emit(made, owner::accept);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (socket != null) {
                socket.arrived((ByteBuf) message);
            } else {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            if (socket != null && socket.inflow != null) {
                context.emit(socket.inflow, Inflow::drain);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (socket != null && event instanceof ChannelInputShutdownEvent) {
                context.emit(socket, DataSocket::inputEnded);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            failed(new ClosedChannelException());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failed(cause);
            Completion.unheard(ctx.close());
        }

        private void failed(Throwable cause) {
            if (socket != null) {
                context.emit(cause, socket::broken);
            }
        }
    }
}
