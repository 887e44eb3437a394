package dev.berth.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.internal.tcnative.SSL;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/// The TLS of one control session and its data connections, and of no other: it has ticket keys and a session cache
/// of its own. What resumes a session of this context therefore belongs to this control session (decision record
/// 0020). Its memory is not the garbage collector's: users are counted, and it begins with one. What the engine made
/// for it may serve a later session, see [TlsContexts]; this object does not, so that what one session gives up twice
/// is no other's.
public final class TlsContext {

    /// What a control connection speaks (RFC 7301; the name is IANA's).
    static final String FTP = "ftp";

    private static final String TLS_1_3 = "TLSv1.3";

    /// As long as a control session may live without a new handshake.
    private static final int SESSION_SECONDS = 24 * 3600;

    /// A second longer than a ticket may live (RFC 8446 §4.6.1): the JDK gives none for such a session.
    private static final int NO_TICKET_SECONDS = 7 * 24 * 3600 + 1;

    private static final ApplicationProtocolConfig ONLY_FTP = new ApplicationProtocolConfig(
            Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, FTP);

    private final SslContext context;
    private final boolean asking;
    private final Consumer<SslContext> unused;
    private final AtomicInteger users = new AtomicInteger(1);

    /// @param unused told when nobody uses it any more
    TlsContext(SslContext context, boolean asking, Consumer<SslContext> unused) {
        this.context = context;
        this.asking = asking;
        this.unused = unused;
    }

    /// Makes one that no other session gets anything of.
    ///
    /// @param random seeded; for the ticket keys
    /// @throws SSLException if the terms do not fit the engine
    public static TlsContext open(TlsTerms terms, SecureRandom random) throws SSLException {
        return new TlsContext(made(terms, random), terms.clients().isPresent(), ReferenceCountUtil::release);
    }

    /// What the engine needs for one; takes about a tenth of a millisecond.
    static SslContext made(TlsTerms terms, SecureRandom random) throws SSLException {
        var factory = new OneKeyManagerFactory(terms.key());
        var builder = SslContextBuilder.forServer(
                        terms.engine() == TlsEngine.BORINGSSL
                                ? new OpenSslCachingX509KeyManagerFactory(factory)
                                : factory)
                .sslProvider(terms.engine().provider())
                .protocols(terms.protocols())
                .ciphers(terms.ciphers(), SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(ONLY_FTP)
                .clientAuth(terms.clients().isPresent() ? ClientAuth.OPTIONAL : ClientAuth.NONE)
                // Without one, the JDK's whole list of authorities would be read for each context.
                .trustManager(terms.clients().orElse(NoClients.INSTANCE));
        SslContext context = builder.build();
        if (context instanceof ReferenceCountedOpenSslContext native_) {
            ownSessions(native_.sessionContext(), random);
        } else {
            context.sessionContext().setSessionTimeout(SESSION_SECONDS);
        }
        return context;
    }

    /// Keeps it for one more user.
    public TlsContext retain() {
        if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalReferenceCountException("a TLS context that nobody uses any more");
        }
        return this;
    }

    /// Gives up one use. Connections that run over it keep what they need.
    public void release() {
        if (users.getAndUpdate(count -> count == 0 ? 0 : count - 1) == 1) {
            unused.accept(context);
        }
    }

    /// Whether clients are asked for a certificate.
    boolean asksClients() {
        return asking;
    }

    SslHandler handler(ByteBufAllocator allocator) {
        if (users.get() == 0) {
            throw new IllegalReferenceCountException("a TLS context that nobody uses any more");
        }
        return new SslHandler(context.newEngine(allocator));
    }

    /// The handshake of the control connection is done. With TLS 1.3 the JDK's engine gives no ticket any more: on a
    /// data connection it would give it when the client has done its part, and a client that only sends may have
    /// closed by then, without having read it. Its system answers such octets by a reset, which takes what it had
    /// still to send. BoringSSL's tickets go before the client's part, and those of TLS 1.2 within the handshake.
    void agreed(String protocol) {
        if (!(context instanceof ReferenceCountedOpenSslContext) && protocol.equals(TLS_1_3)) {
            context.sessionContext().setSessionTimeout(NO_TICKET_SECONDS);
        }
    }

    /// Whether a finished handshake has resumed a session of this context.
    ///
    /// @param begunAt when the handshake began, in milliseconds since 1970
    static boolean hasResumed(SslHandler handler, long begunAt) {
        if (handler.engine() instanceof ReferenceCountedOpenSslEngine engine) {
            return SSL.isSessionReused(engine.sslPointer());
        }
        // The JDK does not tell; but a resumed session is as old as the handshake that it comes from.
        SSLSession session = handler.engine().getSession();
        return session.getCreationTime() < begunAt;
    }

    /// From now on nothing resumes that has been a session before.
    static void ownSessions(OpenSslSessionContext sessions, SecureRandom random) {
        sessions.setSessionCacheEnabled(true);
        sessions.setSessionTimeout(SESSION_SECONDS);
        sessions.setTicketKeys(new OpenSslSessionTicketKey(
                octets(OpenSslSessionTicketKey.NAME_SIZE, random),
                octets(OpenSslSessionTicketKey.HMAC_KEY_SIZE, random),
                octets(OpenSslSessionTicketKey.AES_KEY_SIZE, random)));
    }

    private static byte[] octets(int count, SecureRandom random) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
