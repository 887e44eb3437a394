package dev.berth.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Opens active data connections (RFC 959 §3.2).
public final class Dialer {

    private Dialer() {}

    /// Why a client's port could not be reached.
    public enum Failure {
        /// Nothing came back.
        TIMEOUT,
        /// Nobody listens there.
        REFUSED,
        /// The address to dial from is none of this machine's.
        SOURCE,
        /// There is no way there.
        UNREACHABLE;

        /// What a failure of [#dial] means.
        public static Failure of(Throwable cause) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof BindException) {
                return SOURCE;
            }
            if (cause instanceof ConnectTimeoutException || message.contains("timed out")) {
                return TIMEOUT;
            }
            return message.contains("refused") ? REFUSED : UNREACHABLE;
        }
    }

    /// Connects to a client's data port.
    ///
    /// @param context where the socket will live
    /// @param from the address to dial from: that of the control connection, so that firewalls know it; and the
    ///     port, 0 for any. A port that the process may not use, or that is taken, gives way to any.
    /// @param target literal address and port
    /// @param timeout how long it may take
    /// @return fails when the client cannot be reached in time
    public static Future<DataSocket> dial(
            Context context, InetSocketAddress from, InetSocketAddress target, Duration timeout) {
        var loop = (ContextInternal) context;
        Future<DataSocket> connected = connect(loop, from, target, timeout);
        return from.getPort() == 0
                ? connected
                : connected.recover(cause -> cause instanceof BindException
                        ? connect(loop, new InetSocketAddress(from.getAddress(), 0), target, timeout)
                        : Future.failedFuture(cause));
    }

    private static Future<DataSocket> connect(
            ContextInternal loop, InetSocketAddress from, InetSocketAddress target, Duration timeout) {
        var connected = loop.<DataSocket>promise();
        var bootstrap = new Bootstrap()
                .group(loop.nettyEventLoop())
                .channelFactory(loop.owner().transport().channelFactory(false))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        DataSocket.adopt(channel, loop, connected::tryComplete);
                    }
                });
        bootstrap.connect(target, from).addListener(done -> {
            if (!done.isSuccess()) {
                connected.tryFail(plain(done.cause()));
            }
        });
        return connected.future();
    }

    /// The native transport says "permission denied" for a port that the process may not use in a class of its own.
    private static Throwable plain(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("bind(") ? new BindException(message) : cause;
    }
}
