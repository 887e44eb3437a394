package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;

/// What comes over a control connection.
final class AdoptedControl extends Adopted<ControlSocket> {

    private boolean came;

    AdoptedControl(ContextInternal context, Consumer<ControlSocket> owner) {
        super(context, owner);
    }

    @Override
    ControlSocket adopt(Channel channel) {
        SocketOptions.control(channel);
        return new ControlSocket(channel, context);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (socket != null) {
                came = true;
                context.emit((ByteBuf) message, socket::read);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /// Nothing was read: this is the end, and the connection is closed before the loop's turn is over.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!came && socket != null) {
            socket.flushNow();
        }
        came = false;
    }

    /// The client's close_notify without a FIN ends the session as well (RFC 8446 §6.1), unless the server asked
    /// for it.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent && socket != null && socket.isSecure()) {
            Completion.unheard(ctx.close());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (socket != null && socket.isReading()) {
            ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        }
        if (socket != null && ctx.channel().isWritable()) {
            context.emit(socket, ControlSocket::drained);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (socket != null) {
            context.emit(socket, ControlSocket::gone);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Completion.unheard(ctx.close());
    }
}
