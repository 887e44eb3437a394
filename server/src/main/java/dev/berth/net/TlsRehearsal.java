package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.SecureRandom;
import javax.net.ssl.SSLException;

/// A handshake inside the process, before the first client comes. It shows that key and engine work together, and it
/// loads classes and libraries, for which an event loop must not wait.
public final class TlsRehearsal {

    private static final int ROUNDS = 8;

    private TlsRehearsal() {}

    /// Shakes hands with itself. To be called on a thread that may wait.
    ///
    /// @throws SSLException if it does not work
    public static void run(TlsTerms terms, SecureRandom random) throws SSLException {
        TlsContext tls = TlsContext.open(terms, random);
        SslContext trusting = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        var server = new EmbeddedChannel();
        var handler = tls.handler(server.alloc());
        server.pipeline().addLast(handler);
        var client = new EmbeddedChannel();
        client.pipeline().addLast(trusting.newHandler(client.alloc()));
        try {
            for (int i = 0; i < ROUNDS && !handler.handshakeFuture().isDone(); i++) {
                carry(client, server);
                carry(server, client);
            }
            if (!handler.handshakeFuture().isSuccess()) {
                throw new SSLException(
                        "no handshake is possible", handler.handshakeFuture().cause());
            }
        } finally {
            server.finishAndReleaseAll();
            client.finishAndReleaseAll();
            tls.release();
        }
    }

    private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
        for (ByteBuf octets = from.readOutbound(); octets != null; octets = from.readOutbound()) {
            to.writeInbound(octets);
        }
    }
}
