package dev.berth.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The end of a connection.
final class LastSegmentTest {

    /// `TCP_CLOSE` of `tcp_info.tcpi_state`.
    private static final int CLOSED = 7;

    @Test
    void aClientThatHasResetTheConnectionIsNoDefect() throws Exception {
        assumeTrue(Epoll.isAvailable());
        var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        var accepted = new CompletableFuture<Channel>();
        var server = (InetSocketAddress) new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(ChannelHandlerContext ctx) {
                        accepted.complete(ctx.channel());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel()
                .localAddress();
        try (var client = new Socket(server.getAddress(), server.getPort())) {
            Channel channel = accepted.get(10, TimeUnit.SECONDS);
            assertThat(channel.eventLoop()
                            .submit(() -> endsAfterReset(channel, client))
                            .get(10, TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
        }
    }

    /// On the loop, which therefore has not seen the reset when the end comes.
    private static boolean endsAfterReset(Channel channel, Socket client) throws IOException {
        LastSegment.begin(channel);
        client.setSoLinger(true, 0);
        client.close();
        while (((EpollSocketChannel) channel).tcpInfo().state() != CLOSED) {
            Thread.onSpinWait();
        }
        LastSegment.end(channel);
        return !channel.isOpen();
    }
}
