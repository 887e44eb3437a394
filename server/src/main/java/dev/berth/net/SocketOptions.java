package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Options of accepted and dialled sockets.
final class SocketOptions {

    private static final int SOL_SOCKET = 1;
    private static final int SO_OOBINLINE = 10;
    private static final IntegerUnixChannelOption OUT_OF_BAND_INLINE =
            new IntegerUnixChannelOption("SO_OOBINLINE", SOL_SOCKET, SO_OOBINLINE);

    private static final int KEEPALIVE_IDLE_SECONDS = 60;
    private static final int KEEPALIVE_INTERVAL_SECONDS = 30;
    private static final int KEEPALIVE_PROBES = 4;
    private static final int CONTROL_PIECE = 2048;
    private static final int USER_TIMEOUT_MILLIS = 60_000;

    private SocketOptions() {}

    /// Replies leave at once; a peer that vanished is noticed before NAT boxes forget it; urgent octets (ABOR is
    /// sent with them, RFC 959 §4.1.3) stay in the stream, where the native transport is there to say so.
    static void control(Channel channel) {
        common(channel);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(OUT_OF_BAND_INLINE, 1);
        }
    }

    /// Before the first octet is read: of a control connection a little is read at a time, and then others have
    /// their turn. All that is read is answered at once, so who sends very many commands would keep everybody else
    /// waiting.
    static void inTurns(Channel accepted) {
        accepted.config()
                .setOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(CONTROL_PIECE).maxMessagesPerRead(1));
    }

    /// A vanished peer frees its transfer after a minute.
    static void data(Channel channel) {
        common(channel);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS);
        }
    }

    private static void common(Channel channel) {
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
            channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_INTERVAL_SECONDS);
            channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES);
        }
    }

    /// The address with an IPv4 one inside IPv6 taken out, and without a scope, so that one client has one
    /// address.
    static InetSocketAddress plain(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host instanceof java.net.Inet4Address) {
            return address;
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host.getAddress()), address.getPort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }
}
