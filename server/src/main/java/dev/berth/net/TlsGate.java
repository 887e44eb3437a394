package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;

/// Waits for the client's hello, has the context chosen by what it says, and gives its place in the pipeline to the
/// TLS handler. While the choice is made, nothing is read.
final class TlsGate extends SslClientHelloHandler<TlsContext> {

    /// Larger than any honest one, post-quantum key shares included.
    private static final int LONGEST_HELLO = 16 << 10;

    private final TlsOffer offer;
    private final TlsSlot slot;
    private ClientHello hello = ClientHello.EMPTY;

    TlsGate(TlsOffer offer, TlsSlot slot) {
        super(LONGEST_HELLO);
        this.offer = offer;
        this.slot = slot;
    }

    /// @param message the body of the hello; null when what came is none
    @Override
    protected Future<TlsContext> lookup(ChannelHandlerContext ctx, @org.jspecify.annotations.Nullable ByteBuf message) {
        Promise<TlsContext> chosen = ctx.executor().newPromise();
        try {
            hello = message == null ? ClientHello.EMPTY : ClientHello.parse(message);
        } catch (IndexOutOfBoundsException e) {
            return chosen.setFailure(new SSLHandshakeException("a malformed ClientHello"));
        }
        // ALPACA (Brinkmann et al. 2021): a client that came to speak another protocol is sent away.
        if (!hello.protocols().isEmpty() && !hello.protocols().contains(TlsContext.FTP)) {
            return chosen.setFailure(new WrongProtocol(hello.protocols()));
        }
        offer.answer(hello).onComplete(chosen::trySuccess, chosen::tryFailure);
        return chosen;
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, Future<TlsContext> chosen) {
        if (!chosen.isSuccess()) {
            refuse(ctx, chosen.cause());
        } else if (!ctx.channel().isActive()) {
            chosen.getNow().release();
            slot.failed(new ClosedChannelException());
        } else {
            SslHandler handler = chosen.getNow().handler(ctx.alloc());
            slot.chosen(chosen.getNow(), handler, hello);
            ctx.pipeline().replace(this, TlsSlot.NAME, handler);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        slot.failed(new ClosedChannelException());
        super.channelInactive(ctx);
    }

    private void refuse(ChannelHandlerContext ctx, Throwable cause) {
        slot.failed(cause);
        byte alert = cause instanceof WrongProtocol ? WrongProtocol.ALERT : WrongProtocol.INTERNAL_ERROR;
        // A fatal alert in a record of its own (RFC 8446 §6.2), since no engine is there that would write one.
        ByteBuf record = Unpooled.wrappedBuffer(new byte[] {0x15, 3, 3, 0, 2, 2, alert});
        Completion.unheard(ctx.writeAndFlush(record).addListener(ChannelFutureListener.CLOSE));
    }

    /// The client offered to speak other protocols and not FTP.
    static final class WrongProtocol extends SSLHandshakeException {
        /// `no_application_protocol`, RFC 7301 §3.2.
        static final byte ALERT = 120;

        /// `internal_error`, RFC 8446 §6.2.
        static final byte INTERNAL_ERROR = 80;

        private static final long serialVersionUID = 1L;

        WrongProtocol(java.util.List<String> offered) {
            super("the client offers other protocols only: " + String.join(", ", offered));
        }
    }
}
