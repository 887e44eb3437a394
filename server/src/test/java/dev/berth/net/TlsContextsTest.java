package dev.berth.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.tls.TestCertificates;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.IllegalReferenceCountException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextsTest {

    private static final int MOST = 2;

    private final TlsContexts contexts = new TlsContexts(MOST, new SecureRandom());

    @AfterEach
    void forget() {
        contexts.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_session_resumes_its_own_and_nothing_of_the_one_before(String version) throws SSLException {
        SslContext client = client(version);
        TlsTerms terms = terms(version);

        TlsContext first = contexts.open(terms);
        assertThat(resumes(first, client)).isFalse();
        assertThat(resumes(first, client)).isTrue();
        first.release();
        assertThat(contexts.kept()).isOne();

        TlsContext second = contexts.open(terms);
        assertThat(contexts.kept()).isZero();
        assertThat(resumes(second, client)).isFalse();
        assertThat(resumes(second, client)).isTrue();
        second.release();
    }

    @Test
    void nobody_gets_what_a_connection_still_uses() throws SSLException {
        TlsTerms terms = terms("TLSv1.3");
        TlsContext first = contexts.open(terms);
        var channel = new EmbeddedChannel(first.handler(new EmbeddedChannel().alloc()));
        first.release();
        contexts.open(terms).release();
        assertThat(contexts.kept()).isEqualTo(2);

        channel.finishAndReleaseAll();
        TlsContext third = contexts.open(terms);
        TlsContext fourth = contexts.open(terms);
        assertThat(contexts.kept()).isZero();
        third.release();
        fourth.release();
    }

    @Test
    void it_is_the_next_ones_only_when_all_users_are_gone() throws SSLException {
        TlsContext session = contexts.open(terms("TLSv1.3"));
        TlsContext transfer = session.retain();
        session.release();
        assertThat(contexts.kept()).isZero();
        transfer.release();
        assertThat(contexts.kept()).isOne();
        transfer.release(); // once too often
        assertThat(contexts.kept()).isOne();
        assertThatThrownBy(session::retain).isInstanceOf(IllegalReferenceCountException.class);
    }

    @Test
    void other_terms_get_another_and_no_more_than_so_many_are_kept() throws SSLException {
        TlsTerms some = terms("TLSv1.3");
        contexts.open(some).release();
        contexts.open(terms("TLSv1.3")).release();
        assertThat(contexts.kept()).isEqualTo(MOST);
        contexts.open(terms("TLSv1.3")).release();
        assertThat(contexts.kept()).isEqualTo(MOST);
        contexts.open(some).release(); // which was the oldest
        assertThat(contexts.kept()).isEqualTo(MOST);
    }

    @Test
    void what_was_made_before_a_change_is_not_kept() throws SSLException {
        TlsTerms terms = terms("TLSv1.3");
        TlsContext before = contexts.open(terms);
        contexts.open(terms).release();
        contexts.forget();
        assertThat(contexts.kept()).isZero();
        before.release();
        assertThat(contexts.kept()).isZero();
    }

    private static TlsTerms terms(String version) {
        return new TlsTerms(
                TlsEngine.BORINGSSL,
                List.of(version),
                List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                TestCertificates.identity("server.example"),
                Optional.empty());
    }

    private static SslContext client(String version) throws SSLException {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(version)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .build();
    }

    /// Shakes hands, to the end of what the server gives.
    private static boolean resumes(TlsContext context, SslContext trusting) {
        var server = new EmbeddedChannel();
        SslHandler handler = context.handler(server.alloc());
        server.pipeline().addLast(handler);
        var client = new EmbeddedChannel();
        client.pipeline().addLast(trusting.newHandler(client.alloc(), "server.example", 21));
        try {
            for (int i = 0; i < 8; i++) {
                carry(client, server);
                carry(server, client);
            }
            assertThat(handler.handshakeFuture().isSuccess()).isTrue();
            return TlsContext.hasResumed(handler, 0);
        } finally {
            // In order: a client forgets the session of a connection that was cut.
            assertThat(server.close().isDone()).isTrue();
            carry(server, client);
            server.finishAndReleaseAll();
            client.finishAndReleaseAll();
        }
    }

    private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
        for (ByteBuf octets = from.readOutbound(); octets != null; octets = from.readOutbound()) {
            to.writeInbound(octets);
        }
    }
}
