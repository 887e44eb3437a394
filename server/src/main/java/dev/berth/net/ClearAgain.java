package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Stands before the TLS handler once the server has said that it goes on in clear: some clients do so without a
/// close_notify of their own. A record begins with an octet below the printable ones, a command with a letter.
final class ClearAgain extends ChannelInboundHandlerAdapter {

    static final String NAME = "clear again";

    private static final int FIRST_PRINTABLE = 0x20;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var octets = (ByteBuf) message;
        if (octets.isReadable() && octets.getUnsignedByte(octets.readerIndex()) >= FIRST_PRINTABLE) {
            leave(ctx);
        }
        ctx.fireChannelRead(message);
    }

    /// Takes itself and the TLS handler out; what comes next reaches the socket's owner as it is.
    static void leave(ChannelHandlerContext ctx) {
        if (ctx.pipeline().get(TlsSlot.NAME) != null) {
            ctx.pipeline().remove(TlsSlot.NAME);
        }
        if (!ctx.isRemoved()) {
            ctx.pipeline().remove(NAME);
        }
    }
}
