package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listening socket. What it accepts is dealt out in turn to the contexts it was given; nothing is read from
/// an accepted socket until its new owner asks for it.
public final class Acceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SELECT = Duration.ofMillis(1);

    private final ContextInternal context;
    private final Channel channel;

    private Acceptor(ContextInternal context, Channel channel) {
        this.context = context;
        this.channel = channel;
    }

    /// Makes an accepted socket's owner; its first act is to put itself into the channel's pipeline.
    @FunctionalInterface
    interface Adoption {
        void adopt(Channel accepted, ContextInternal context);
    }

    /// Listens for control connections.
    ///
    /// @param contexts where the sockets will live, at least one; the first also accepts
    /// @param address literal, port 0 for any free one
    /// @param backlog how many connections the kernel keeps until they are accepted
    /// @param header the PROXY header that comes first, if one must
    /// @param owner told of each connection on the connection's context
    /// @return fails with [java.net.BindException] if the address cannot be had
    public static Future<Acceptor> control(
            List<Context> contexts,
            InetSocketAddress address,
            int backlog,
            Optional<ProxyHeader> header,
            Consumer<ControlSocket> owner) {
        Adoption adoption = behind(header, (channel, context) -> {
            SocketOptions.inTurns(channel);
            ControlSocket.adopt(channel, context, owner);
        });
        return open(contexts, address, backlog, SocketOptions::listensForControl, adoption);
    }

    /// Listens for passive data connections on one context; see [#control].
    public static Future<Acceptor> data(
            Context context,
            InetSocketAddress address,
            int backlog,
            Optional<ProxyHeader> header,
            Consumer<DataSocket> owner) {
        return open(
                List.of(context),
                address,
                backlog,
                SocketOptions::listensForData,
                behind(header, (channel, loop) -> DataSocket.adopt(channel, loop, owner)));
    }

    private static Adoption behind(Optional<ProxyHeader> header, Adoption adoption) {
        return header.<Adoption>map(required -> (channel, context) -> {
                    adoption.adopt(channel, context);
                    ProxyGate.stand(channel, required);
                })
                .orElse(adoption);
    }

    private static Future<Acceptor> open(
            List<Context> contexts,
            InetSocketAddress address,
            int backlog,
            Consumer<Channel> options,
            Adoption adoption) {
        var loops = contexts.stream().map(ContextInternal.class::cast).toList();
        var first = loops.getFirst();
        ServerChannel channel =
                first.owner().transport().serverChannelFactory(false).newChannel();
        channel.config().setOption(ChannelOption.SO_BACKLOG, backlog);
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        options.accept(channel);
        channel.pipeline().addLast(new Dealer(loops, adoption));
        ChannelFuture registered = first.nettyEventLoop().register(channel);
        return Completion.of(first, registered)
                .compose(_ -> Completion.of(first, channel.bind(address)))
                .map(_ -> new Acceptor(first, channel))
                .onFailure(_ -> Completion.unheard(channel.close()));
    }

    /// The port that it listens on.
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// Stops listening; accepted sockets stay. May be called from any thread.
    public Future<Void> close() {
        Future<Void> closed = Completion.of(context, channel.close());
        return channel instanceof NioServerSocketChannel ? closed.compose(_ -> selected()) : closed;
    }

    /// The JVM's own transport gives a port back only when its selector looks the next time.
    private Future<Void> selected() {
        Promise<Void> looked = context.promise();
        Completion.later(channel, looked::complete, SELECT);
        return looked.future();
    }

    /// Deals accepted channels out; owned by the first loop.
    private static final class Dealer extends ChannelInboundHandlerAdapter {
        private final List<ContextInternal> loops;
        private final Adoption adoption;
        private int next;

        Dealer(List<ContextInternal> loops, Adoption adoption) {
            this.loops = loops;
            this.adoption = adoption;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var accepted = (Channel) message;
            ContextInternal loop = loops.get(next);
            next = (next + 1) % loops.size();
            accepted.config().setAutoRead(false);
            adoption.adopt(accepted, loop);
            loop.nettyEventLoop().register(accepted).addListener(registered -> {
                if (!registered.isSuccess()) {
                    accepted.unsafe().closeForcibly();
                }
            });
        }

        /// Out of descriptors, as a rule: accepting again at once would only spin.
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.atWarn()
                    .addKeyValue("address", ctx.channel().localAddress())
                    .setCause(cause)
                    .log("cannot accept");
            ctx.channel().config().setAutoRead(false);
            Completion.later(ctx.channel(), () -> ctx.channel().config().setAutoRead(true), RETRY);
        }
    }
}
