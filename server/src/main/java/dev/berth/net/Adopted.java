package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Between Netty and this package's users: puts every callback on the Vert.x context.
///
/// @param <S> the socket that they hold
abstract class Adopted<S> extends ChannelInboundHandlerAdapter {

    final ContextInternal context;
    private final Consumer<S> owner;

    /// Null until the connection is there; for good, if it was over before that.
    @Nullable
    S socket;

    Adopted(ContextInternal context, Consumer<S> owner) {
        this.context = context;
        this.owner = owner;
    }

    /// Sets the connection's options and makes the socket.
    abstract S adopt(Channel channel);

    @Override
    public final void channelActive(ChannelHandlerContext ctx) {
        if (ctx.channel().remoteAddress() == null) {
            Completion.unheard(ctx.close());
            return;
        }
        S made = adopt(ctx.channel());
        socket = made;
        context.emit(made, owner::accept);
    }
}
