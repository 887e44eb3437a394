package dev.berth.net;

import dev.berth.net.ProxyHeader.Refusal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The PROXY slot: nobody behind it learns of a connection before its header has come from a trusted peer. Octets
/// behind the header reach the next slots after those have been told.
final class ProxyGate extends ChannelInboundHandlerAdapter {

    /// What type-length-values of a version 2 header may take; more is closed.
    private static final int MOST_TLV_OCTETS = 2048;

    private final ProxyHeader header;
    private @Nullable Future<?> patience;
    private boolean over;

    private ProxyGate(ProxyHeader header) {
        this.header = header;
    }

    /// Puts the slot in front of a pipeline that has none yet.
    static void stand(Channel channel, ProxyHeader header) {
        channel.pipeline()
                .addFirst(Slots.PROXY, new ProxyGate(header))
                .addFirst(Slots.PROXY_CODEC, new HAProxyMessageDecoder(MOST_TLV_OCTETS));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Channel channel = ctx.channel();
        if (channel.remoteAddress() == null) {
            Completion.unheard(ctx.close());
            return;
        }
        InetAddress peer =
                SocketOptions.plain((InetSocketAddress) channel.remoteAddress()).getAddress();
        if (!header.trusted().test(peer)) {
            refuse(ctx, Refusal.UNTRUSTED);
            return;
        }
        patience = channel.eventLoop()
                .schedule(() -> refuse(ctx, Refusal.LATE), header.timeout().toMillis(), TimeUnit.MILLISECONDS);
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HAProxyMessage said)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            Ends ends = ends(ctx.channel(), said);
            pass(ctx, ends);
        } catch (IllegalArgumentException _) {
            refuse(ctx, Refusal.MALFORMED);
        } finally {
            said.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over = true;
        stopWaiting();
    }

    /// The codec has closed the connection when this comes.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(ctx, Refusal.MALFORMED);
    }

    /// The codec leaves by itself after this, and sends on what came behind the header.
    private void pass(ChannelHandlerContext ctx, Ends ends) {
        stopWaiting();
        ends.keep(ctx.channel());
        ctx.channel().config().setAutoRead(false);
        ctx.fireChannelActive();
        ctx.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext ctx, Refusal why) {
        if (!over) {
            over = true;
            stopWaiting();
            header.told().accept(why);
            Completion.unheard(ctx.close());
        }
    }

    private void stopWaiting() {
        Future<?> waiting = patience;
        patience = null;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /// @throws IllegalArgumentException if the header is about anything but TCP
    private static Ends ends(Channel channel, HAProxyMessage said) {
        HAProxyProxiedProtocol protocol = said.proxiedProtocol();
        if (said.command() == HAProxyCommand.LOCAL || protocol == HAProxyProxiedProtocol.UNKNOWN) {
            return Ends.ofSocket(channel, true);
        }
        if (protocol != HAProxyProxiedProtocol.TCP4 && protocol != HAProxyProxiedProtocol.TCP6) {
            throw new IllegalArgumentException("not TCP");
        }
        return new Ends(
                address(said.sourceAddress(), said.sourcePort()),
                address(said.destinationAddress(), said.destinationPort()),
                SocketOptions.plain((InetSocketAddress) channel.localAddress()),
                false);
    }

    private static InetSocketAddress address(@Nullable String literal, int port) {
        if (literal == null) {
            throw new IllegalArgumentException("no address");
        }
        return SocketOptions.plain(new InetSocketAddress(InetAddress.ofLiteral(literal), port));
    }
}
