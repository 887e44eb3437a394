package dev.berth.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Opens active data connections (RFC 959 §3.2).
public final class Dialer {

    private Dialer() {}

    /// Connects to a client's data port.
    ///
    /// @param context where the socket will live
    /// @param from the address to dial from: that of the control connection, so that firewalls know it
    /// @param target literal address and port
    /// @param timeout how long it may take
    /// @return fails when the client cannot be reached in time
    public static Future<DataSocket> dial(
            Context context, InetAddress from, InetSocketAddress target, Duration timeout) {
        var loop = (ContextInternal) context;
        var connected = loop.<DataSocket>promise();
        var bootstrap = new Bootstrap()
                .group(loop.nettyEventLoop())
                .channelFactory(loop.owner().transport().channelFactory(false))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        DataSocket.adopt(channel, loop, connected::tryComplete);
                    }
                });
        bootstrap.connect(target, new InetSocketAddress(from, 0)).addListener(done -> {
            if (!done.isSuccess()) {
                connected.tryFail(done.cause());
            }
        });
        return connected.future();
    }
}
