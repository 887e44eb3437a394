package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// The place of TLS in a pipeline: right before the handler of the socket's owner, nearer to the wire. It is used
/// once; on its channel's loop only.
final class TlsSlot {

    static final String NAME = "tls";

    private final Channel channel;
    private final Duration patience;
    private final PromiseInternal<Secured> done;
    private @Nullable SslHandler handler;
    private @Nullable TlsContext owned;
    private ClientHello hello = ClientHello.EMPTY;
    private long begunAt;

    private TlsSlot(Channel channel, ContextInternal context, Duration patience) {
        this.channel = channel;
        this.patience = patience;
        this.done = context.promise();
    }

    /// A finished handshake.
    record Secured(TlsContext context, TlsFacts facts) {}

    /// Waits for the client's hello and lets `offer` decide.
    ///
    /// @param owner the name of the handler that gets the plain text
    static TlsSlot gate(Channel channel, ContextInternal context, String owner, TlsOffer offer, Duration patience) {
        var slot = new TlsSlot(channel, context, patience);
        channel.pipeline().addBefore(owner, NAME, new TlsGate(offer, slot));
        slot.limit();
        return slot;
    }

    /// Answers any hello with one context.
    static TlsSlot direct(Channel channel, ContextInternal context, String owner, TlsContext tls, Duration patience) {
        var slot = new TlsSlot(channel, context, patience);
        SslHandler handler = tls.handler(channel.alloc());
        slot.begun(tls, handler);
        channel.pipeline().addBefore(owner, NAME, handler);
        slot.limit();
        return slot;
    }

    /// Completes on the socket's context when the handshake is done; fails when it cannot be, or not in time, and
    /// then the connection is being closed.
    Future<Secured> handshake() {
        return done.future();
    }

    /// The handler; null until the client has said hello.
    @Nullable
    SslHandler handler() {
        return handler;
    }

    /// Closes without a close_notify, so that nobody takes what came for the whole.
    void closeBelow() {
        ChannelHandlerContext ctx = channel.pipeline().context(NAME);
        Completion.unheard(ctx == null ? channel.close() : ctx.close());
    }

    /// The gate has chosen a context and made its handler.
    void chosen(TlsContext context, SslHandler tls, ClientHello said) {
        owned = context;
        hello = said;
        begun(context, tls);
    }

    void failed(Throwable cause) {
        done.tryFail(cause);
        releaseOwned();
    }

    private void begun(TlsContext context, SslHandler tls) {
        handler = tls;
        begunAt = System.currentTimeMillis();
        tls.setHandshakeTimeoutMillis(patience.toMillis());
        tls.handshakeFuture().addListener(ended -> {
            if (ended.isSuccess() && owned != null) {
                context.agreed(tls.engine().getSession().getProtocol());
            }
            if (!ended.isSuccess()) {
                failed(ended.cause());
            } else if (done.tryComplete(new Secured(context, facts(context, tls)))) {
                owned = null;
            } else {
                releaseOwned();
            }
        });
    }

    /// A context whose handshake failed is nobody's.
    private void releaseOwned() {
        TlsContext context = owned;
        owned = null;
        if (context != null) {
            context.release();
        }
    }

    private void limit() {
        var timer = channel.eventLoop().schedule(this::expired, patience.toMillis(), TimeUnit.MILLISECONDS);
        done.future().onComplete(_ -> timer.cancel(false), _ -> timer.cancel(false));
    }

    private void expired() {
        if (!done.future().isComplete()) {
            failed(new SSLHandshakeException("no handshake within " + patience.toMillis() + " ms"));
            closeBelow();
        }
    }

    private TlsFacts facts(TlsContext context, SslHandler tls) {
        SSLSession session = tls.engine().getSession();
        return new TlsFacts(
                session.getProtocol(),
                session.getCipherSuite(),
                hello.serverName(),
                // Nobody who was not asked has shown any, and to hear so costs an exception.
                context.asksClients() ? peer(session) : List.of(),
                TlsContext.hasResumed(tls, begunAt));
    }

    private static List<X509Certificate> peer(SSLSession session) {
        try {
            return Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException _) {
            return List.of();
        }
    }
}
