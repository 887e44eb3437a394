package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.ContextInternal;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

/// What comes over a data connection.
final class AdoptedData extends Adopted<DataSocket> {

    AdoptedData(ContextInternal context, Consumer<DataSocket> owner) {
        super(context, owner);
    }

    @Override
    DataSocket adopt(Channel channel) {
        SocketOptions.data(channel);
        return new DataSocket(channel, context);
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
        if (socket != null) {
            context.emit(socket, DataSocket::drain);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (socket != null && event instanceof ChannelInputShutdownEvent) {
            context.emit(socket, DataSocket::finished);
        } else if (socket != null && event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
            context.emit(socket, DataSocket::notified);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        failed(new Gone());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (socket == null) {
            Completion.unheard(ctx.close());
        } else {
            context.emit(cause, socket::broke);
        }
    }

    private void failed(Throwable cause) {
        if (socket != null) {
            context.emit(cause, socket::broken);
        }
    }

    /// Each data connection ends in it, most of them after all was said; what nobody reads needs no stack trace.
    private static final class Gone extends ClosedChannelException {
        private static final long serialVersionUID = 1L;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
