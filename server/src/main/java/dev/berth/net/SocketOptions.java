package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/// Options of accepted and dialled sockets.
final class SocketOptions {

    private static final int SOL_SOCKET = 1;
    private static final int SOL_TCP = 6;
    private static final ChannelOption<Integer> OUT_OF_BAND_INLINE = option("SO_OOBINLINE", SOL_SOCKET, 10);

    /// What a connection has from the socket that accepted it, as numbers of Linux: a listener that the native
    /// transport serves is given them once, and a connection costs no call for each.
    private static final ChannelOption<Integer> NO_DELAY = option("TCP_NODELAY", SOL_TCP, 1);

    private static final ChannelOption<Integer> KEEPALIVE = option("SO_KEEPALIVE", SOL_SOCKET, 9);
    private static final ChannelOption<Integer> KEEPALIVE_IDLE = option("TCP_KEEPIDLE", SOL_TCP, 4);
    private static final ChannelOption<Integer> KEEPALIVE_INTERVAL = option("TCP_KEEPINTVL", SOL_TCP, 5);
    private static final ChannelOption<Integer> KEEPALIVE_COUNT = option("TCP_KEEPCNT", SOL_TCP, 6);
    private static final ChannelOption<Integer> USER_TIMEOUT = option("TCP_USER_TIMEOUT", SOL_TCP, 18);

    private static final int KEEPALIVE_IDLE_SECONDS = 60;

    /// By how much more or less control connections have. The kernel's timers are coarse: ten thousand sessions that
    /// were opened within seconds would all be asked at once, again and again, and what a queue of packets does not
    /// hold of that counts as silence.
    private static final int KEEPALIVE_SPREAD_SECONDS = 20;

    private static final int KEEPALIVE_INTERVAL_SECONDS = 30;
    private static final int KEEPALIVE_PROBES = 4;
    private static final int CONTROL_PIECE = 2048;
    private static final int USER_TIMEOUT_MILLIS = 60_000;

    private SocketOptions() {}

    private static ChannelOption<Integer> option(String name, int level, int number) {
        return new IntegerUnixChannelOption(name, level, number);
    }

    /// For a listener of control connections; see [#control].
    static void listensForControl(Channel listener) {
        if (listener instanceof EpollServerSocketChannel) {
            linux(listener);
            listener.config().setOption(OUT_OF_BAND_INLINE, 1);
        }
    }

    /// For a listener of data connections; see [#data].
    static void listensForData(Channel listener) {
        if (listener instanceof EpollServerSocketChannel) {
            linux(listener);
            listener.config().setOption(USER_TIMEOUT, USER_TIMEOUT_MILLIS);
        }
    }

    /// Replies leave at once; a peer that vanished is noticed before NAT boxes forget it; urgent octets (ABOR is
    /// sent with them, RFC 959 §4.1.3) stay in the stream, where the native transport is there to say so.
    static void control(Channel channel) {
        if (!hasInherited(channel)) {
            common(channel);
        }
        if (channel instanceof EpollSocketChannel) {
            int idle = ThreadLocalRandom.current()
                    .nextInt(
                            KEEPALIVE_IDLE_SECONDS - KEEPALIVE_SPREAD_SECONDS,
                            KEEPALIVE_IDLE_SECONDS + KEEPALIVE_SPREAD_SECONDS + 1);
            channel.config().setOption(KEEPALIVE_IDLE, idle);
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
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (hasInherited(channel)) {
            return;
        }
        common(channel);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(USER_TIMEOUT, USER_TIMEOUT_MILLIS);
        }
    }

    private static boolean hasInherited(Channel channel) {
        return channel.parent() instanceof EpollServerSocketChannel;
    }

    private static void common(Channel channel) {
        if (channel instanceof EpollSocketChannel) {
            linux(channel);
        } else {
            channel.config().setOption(ChannelOption.TCP_NODELAY, true);
            channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        }
    }

    private static void linux(Channel socket) {
        socket.config().setOption(NO_DELAY, 1);
        socket.config().setOption(KEEPALIVE, 1);
        socket.config().setOption(KEEPALIVE_IDLE, KEEPALIVE_IDLE_SECONDS);
        socket.config().setOption(KEEPALIVE_INTERVAL, KEEPALIVE_INTERVAL_SECONDS);
        socket.config().setOption(KEEPALIVE_COUNT, KEEPALIVE_PROBES);
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
