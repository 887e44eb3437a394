package dev.berth.net;

import dev.berth.protocol.LineReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A control connection: lines in, octet strings out. Replies that are written while input is being read, or in the
/// same turn of the event loop, leave together: so do the 150 and the 226 of a small transfer.
public final class ControlSocket {

    private static final String OWNER = "control";
    private static final int GATHERED = 256;
    private static final Duration LINGER = Duration.ofSeconds(2);

    /// `TCP_ESTABLISHED` of `tcp_info.tcpi_state`; after the peer's FIN it is `TCP_CLOSE_WAIT`.
    private static final int ESTABLISHED = 1;

    private final Channel channel;
    private final ContextInternal context;
    private final Ends ends;
    private @Nullable LineReader reader;
    private @Nullable Runnable drained;
    private @Nullable Runnable closed;
    private boolean paused;
    private boolean flushing;
    private boolean ending;
    private @Nullable ByteBuf input;
    private @Nullable ByteBuf output;
    private @Nullable TlsSlot tls;

    ControlSocket(Channel channel, ContextInternal context) {
        this.channel = channel;
        this.context = context;
        this.ends = Ends.of(channel);
    }

    static void adopt(Channel channel, ContextInternal context, Consumer<ControlSocket> owner) {
        channel.pipeline().addLast(OWNER, new AdoptedControl(context, owner));
    }

    /// Begins to read.
    ///
    /// @param lines told of each line
    /// @param drained told when the client reads what is written again, see [#isBehind]
    /// @param closed told once when the connection is gone, whoever closed it
    public void open(LineReader.Lines lines, Runnable drained, Runnable closed) {
        this.reader = new LineReader(lines);
        this.drained = drained;
        this.closed = closed;
        channel.config().setAutoRead(true);
        if (!channel.isActive()) {
            closed.run();
            this.closed = null;
        }
    }

    /// The client's address and port: those of the PROXY header if there is one.
    public InetSocketAddress client() {
        return ends.client();
    }

    /// The address and port that the client dialled: those of the PROXY header if there is one.
    public InetSocketAddress server() {
        return ends.dialled();
    }

    /// The socket's own address and port, whatever a PROXY header says.
    public InetSocketAddress local() {
        return ends.local();
    }

    /// Whether a balancer speaks for itself, to see whether anybody is there.
    public boolean isCheck() {
        return ends.check();
    }

    /// The context that it lives on.
    public Context context() {
        return context;
    }

    /// Whether the client has sent its FIN, even when that was not read yet. May be called from any thread. Known
    /// only with the native transport; else false until [#open]'s listener is told.
    public boolean peerHasClosed() {
        return !channel.isActive()
                || (channel instanceof EpollSocketChannel epoll
                        && epoll.tcpInfo().state() != ESTABLISHED);
    }

    /// Sends an octet string, together with what else is sent until the loop has done everything of this turn: the
    /// two replies of a transfer that is over at once leave in one segment, and are one buffer.
    public void write(CharSequence octets) {
        if (!channel.isActive() || ending) {
            return;
        }
        ByteBuf gathered = output;
        if (gathered != null && gathered.writableBytes() < octets.length()) {
            hand();
            gathered = null;
        }
        if (gathered == null) {
            gathered = channel.alloc().ioBuffer(Math.max(GATHERED, octets.length()));
            output = gathered;
        }
        gathered.writeCharSequence(octets, StandardCharsets.ISO_8859_1);
        if (!flushing) {
            flushing = true;
            Completion.afterwards(channel, this::flush);
        }
    }

    /// Gives the channel what was gathered.
    private void hand() {
        ByteBuf gathered = output;
        output = null;
        if (gathered != null) {
            Completion.unheard(channel.write(gathered, channel.voidPromise()));
        }
    }

    boolean isSecure() {
        return tls != null;
    }

    /// Whether more is to be read as long as the client reads what is written.
    boolean isReading() {
        return !paused && !ending;
    }

    private void flush() {
        flushing = false;
        flushNow();
    }

    /// Sends at once what was written.
    void flushNow() {
        hand();
        channel.flush();
    }

    /// Whether the client is so far behind with reading that no more should be written.
    public boolean isBehind() {
        return channel.isActive() && !channel.isWritable();
    }

    /// Reads no more until [#resume].
    public void pause() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    /// Reads on.
    public void resume() {
        paused = false;
        channel.config().setAutoRead(channel.isWritable());
    }

    /// Whether something has come behind the line that is being answered, be it a part of a line.
    public boolean hasUnread() {
        return (reader != null && reader.isInLine()) || (input != null && input.isReadable());
    }

    /// What becomes of the connection when TLS begins on it.
    public interface Security {
        /// The handshake is done; lines that come from now on were encrypted.
        ///
        /// @param context belongs to the listener, who releases it
        void secured(TlsContext context, TlsFacts facts);

        /// There will be no TLS; the connection is being closed.
        void insecure(Throwable cause);
    }

    /// Begins TLS as its server: what comes from now on must be a handshake. What was written before goes out in
    /// clear. Nothing must be written until `security` is told.
    ///
    /// @param offer chooses certificate and terms when the client has said hello
    /// @param patience how long the handshake may take
    public void secure(TlsOffer offer, Duration patience, Security security) {
        flushNow();
        var slot = TlsSlot.gate(channel, context, OWNER, offer, patience);
        tls = slot;
        resume();
        slot.handshake().onComplete(done -> security.secured(done.context(), done.facts()), security::insecure);
    }

    /// Ends TLS and goes on in clear (RFC 4217 §6, CCC): sends what was written and close_notify, and takes the
    /// handler out as soon as the client's close_notify or its next command in clear has come.
    public void unsecure() {
        TlsSlot slot = tls;
        SslHandler handler = slot == null ? null : slot.handler();
        if (handler == null) {
            throw new IllegalStateException("there is no TLS");
        }
        tls = null;
        flushNow();
        channel.pipeline().addBefore(TlsSlot.NAME, ClearAgain.NAME, new ClearAgain());
        ChannelHandlerContext below = channel.pipeline().context(ClearAgain.NAME);
        Completion.unheard(handler.closeOutbound());
        handler.sslCloseFuture().addListener(_ -> {
            if (channel.isActive() && !below.isRemoved()) {
                ClearAgain.leave(below);
            }
        });
    }

    /// Ends the connection so that what was written arrives: sends it with close_notify, if there is TLS, and FIN, and
    /// reads what still comes to nobody until the client closes as well, for two seconds at most. (Closing with
    /// unread input would reset the connection, and the last reply would be lost.)
    public void end() {
        if (ending) {
            return;
        }
        ending = true;
        Completion.whileOpen(channel, () -> Completion.unheard(channel.close()), LINGER);
        LastSegment.begin(channel);
        flushNow();
        SslHandler handler = tls == null ? null : tls.handler();
        if (handler != null) {
            handler.closeOutbound().addListener(_ -> finish());
        } else if (isWritten()) {
            finish();
        } else {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> finish());
        }
    }

    /// Whether the kernel has everything: a client that is behind with reading, and what is written while the channel
    /// is being emptied, have to wait.
    private boolean isWritten() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null || waiting.isEmpty();
    }

    private void finish() {
        LastSegment.end(channel);
        channel.config().setAutoRead(true);
    }

    /// Ends the connection at once. May be called from any thread.
    public void abort() {
        Completion.unheard(channel.close());
    }

    void read(ByteBuf octets) {
        LineReader lines = reader;
        if (ending || lines == null) {
            return;
        }
        input = octets;
        while (octets.isReadable() && !ending) {
            lines.octet(octets.readUnsignedByte());
        }
        input = null;
    }

    void drained() {
        if (drained != null) {
            drained.run();
        }
    }

    void gone() {
        Runnable listener = closed;
        closed = null;
        if (listener != null) {
            listener.run();
        }
    }
}
