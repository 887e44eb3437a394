package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A data connection: a file out by `sendfile(2)`, octets out, or octets in, one of them at a time.
public final class DataSocket {

    private static final String OWNER = "data";
    private static final String CHUNKS = "chunks";

    private final Channel channel;
    private final ContextInternal context;
    private final Ends ends;
    private @Nullable Inflow inflow;
    private @Nullable Counted sending;
    private @Nullable TlsSlot tls;
    private boolean notified;
    private boolean closing;
    private boolean corked;
    private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();
    private long sent;
    private boolean ended;
    private @Nullable Throwable failure;

    DataSocket(Channel channel, ContextInternal context) {
        this.channel = channel;
        this.context = context;
        this.ends = Ends.of(channel);
    }

    static void adopt(Channel channel, ContextInternal context, Consumer<DataSocket> owner) {
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, LargeReads.ALL);
        channel.pipeline().addLast(OWNER, new AdoptedData(context, owner));
    }

    /// The client's address and port: those of the PROXY header if there is one.
    public InetSocketAddress client() {
        return ends.client();
    }

    /// The address and port that the client dialled, or that was dialled from.
    public InetSocketAddress server() {
        return ends.dialled();
    }

    /// Whether a balancer speaks for itself, to see whether anybody is there.
    public boolean isCheck() {
        return ends.check();
    }

    /// The context that it lives on; a transfer runs there.
    public Context context() {
        return context;
    }

    /// How many octets have gone over it, those of a piece that is under way included. May be called from any
    /// thread; the figure may then be a little old.
    public long moved() {
        Counted piece = sending;
        Inflow in = inflow;
        return sent + (piece == null ? 0 : piece.transferred()) + (in == null ? 0 : in.arrived());
    }

    /// Begins TLS as its server, before anything is sent or received (RFC 4217 §7: whoever dialled, the FTP client
    /// is the TLS client). What the client has sent already is the beginning of its handshake.
    ///
    /// @param with the context of the control session
    /// @param patience how long the handshake may take
    /// @param closePatience how long the client's close_notify is waited for at the end
    /// @return what was agreed; fails when the handshake does, and then the connection is being closed
    public Future<TlsFacts> secure(TlsContext with, Duration patience, Duration closePatience) {
        var slot = TlsSlot.direct(channel, context, OWNER, with, patience);
        tls = slot;
        channel.pipeline().addBefore(OWNER, CHUNKS, new ChunkedWriteHandler());
        SslHandler handler = slot.handler();
        if (handler != null) {
            handler.setCloseNotifyReadTimeoutMillis(closePatience.toMillis());
        }
        List<ByteBuf> hello = List.copyOf(early);
        early.clear();
        channel.config().setAutoRead(true);
        ChannelPipeline pipeline = channel.pipeline();
        hello.forEach(pipeline::fireChannelRead);
        if (failure != null || ended) {
            slot.failed(failure == null ? new ClosedChannelException() : failure);
        }
        return slot.handshake().map(done -> {
            channel.config().setAutoRead(false);
            return done.facts();
        });
    }

    /// Whether the client has said, by its close_notify, that it has sent everything. Without TLS nobody can tell.
    public boolean peerHasFinished() {
        return tls == null || notified;
    }

    /// Sends a piece of a file: without copying it through the heap, or encrypted 64 KiB at a time.
    ///
    /// @param file stays open
    /// @param count how many octets from `offset` on; the file must have them
    /// @return completes when the kernel has taken them all; fails when the client is gone or the file got shorter
    public Future<Void> sendFile(FileChannel file, long offset, long count) {
        Counted piece = tls == null ? new FilePiece(file, offset, count) : new FileChunks(file, offset, count);
        sending = piece;
        return Completion.of(context, channel.writeAndFlush(piece)).andThen(_ -> {
            sent += piece.transferred();
            sending = null;
        });
    }

    /// Has somebody else send octets by the descriptor of the socket.
    ///
    /// @param sender takes the descriptor's number, gives how many octets went
    /// @return the same; 0 where nobody else can, as with TLS, or the connection is closed
    public Future<Long> sendBy(IntFunction<Future<Long>> sender) {
        return tls == null && channel instanceof UnixChannel unix && channel.isActive()
                ? sender.apply(unix.fd().intValue()).onSuccess(count -> sent += count)
                : Future.succeededFuture(0L);
    }

    /// Sends octets; they must not be touched until the future completes.
    public Future<Void> send(ByteBuffer octets) {
        int count = octets.remaining();
        return Completion.of(context, channel.writeAndFlush(Unpooled.wrappedBuffer(octets)))
                .andThen(done -> sent += done.succeeded() ? count : 0);
    }

    /// Sends octets that [#close] is to follow at once: the end leaves in one segment with the last, without TLS.
    public Future<Void> sendLast(ByteBuffer octets) {
        corked = tls == null;
        if (corked) {
            LastSegment.begin(channel);
        }
        return send(octets);
    }

    /// Reads until the client ends the connection.
    ///
    /// @param sink takes the octets, one call at a time; while it has much to do, reading stops
    /// @return how many octets came, once all of them are in the sink; fails when the connection breaks or the
    ///     sink fails
    public Future<Long> receiveInto(Sink sink) {
        var into = new Inflow(channel, context, sink, ReceiveMemory.OF_ALL);
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

    /// Ends it in order: what was sent arrives, then FIN. With TLS, close_notify comes before, and the client's is
    /// waited for, though not for long (RFC 8446 §6.1). May be called from any thread.
    public Future<Void> close() {
        if (corked) {
            LastSegment.end(channel); // with what a client has sent unread, closing would reset what waits
        }
        if (tls == null) {
            return Completion.of(context, channel.close());
        }
        ChannelPromise done = channel.newPromise();
        channel.eventLoop().execute(() -> closeTls(done));
        return Completion.of(context, done);
    }

    /// In a turn of its own: what ends a handshake may send a short file at once, and an OpenSSL engine that is
    /// closed amid its reading takes its own close_notify for the client's. The client's would then find the
    /// socket closed, and be answered by a reset.
    private void closeTls(ChannelPromise done) {
        closing = true;
        SslHandler handler = tls == null ? null : tls.handler();
        if (ended && handler != null) {
            handler.setCloseNotifyReadTimeoutMillis(0);
        }
        channel.config().setAutoRead(true);
        Completion.unheard(channel.close(done));
    }

    /// Completes when it is closed, whoever closed it.
    public Future<Void> closed() {
        return Completion.of(context, channel.closeFuture());
    }

    /// Ends it with a reset, so that the client cannot take what came for the whole. May be called from any
    /// thread.
    public void reset() {
        context.execute(() -> {
            broken(new ClosedChannelException());
            if (channel.isActive()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            closeUnsaid();
        });
    }

    /// Closes it without a close_notify, so that nobody takes what came for the whole.
    private void closeUnsaid() {
        if (tls == null) {
            Completion.unheard(channel.close());
        } else {
            tls.closeBelow();
        }
    }

    void broke(Throwable cause) {
        broken(cause);
        closeUnsaid();
    }

    /// Input that comes before anybody asked for it (the kernel reports an early FIN together with it) waits here;
    /// the kernel's receive buffer bounds it.
    void arrived(ByteBuf octets) {
        if (inflow != null) {
            inflow.offer(octets);
            if (inflow.isPlenty()) {
                context.emit(this, DataSocket::drain);
            }
        } else if (failure == null) {
            early.add(octets);
        } else {
            octets.release();
        }
    }

    /// All that the system had was read.
    void drain() {
        if (inflow != null) {
            inflow.drain();
        }
    }

    private void inputEnded() {
        if (!ended) {
            ended = true;
            if (inflow != null) {
                inflow.end();
            }
        }
    }

    /// FIN. Nothing more can come, so that nothing is waited for any more.
    void finished() {
        inputEnded();
        if (closing && tls != null) {
            tls.closeBelow();
        }
    }

    void notified() {
        notified = true;
        inputEnded();
    }

    /// After a clean end of the input this changes nothing for who received it.
    void broken(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        early.forEach(ByteBuf::release);
        early.clear();
        if (inflow != null && !ended) {
            inflow.fail(cause);
        }
    }
}
