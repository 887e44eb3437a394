package dev.berth.tls;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.certificate.Certificate;
import dev.berth.certificate.Certificates;
import dev.berth.config.BerthConfig;
import dev.berth.config.TlsConfig;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Topology;
import dev.berth.net.ClientHello;
import dev.berth.net.TlsContext;
import dev.berth.net.TlsContexts;
import dev.berth.net.TlsEngine;
import dev.berth.net.TlsOffer;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS of a node, as sessions use it.
public final class TlsService {

    private static final Logger LOG = LoggerFactory.getLogger(TlsService.class);

    /// As many as sessions that end and begin at the same time; each takes some ten KiB.
    private static final int KEPT_CONTEXTS = 64;

    private final TlsConfig config;
    private final PreparedTls prepared;
    private final Set<String> provider;
    private final Needs needs;
    private final Handshakes handshakes;
    private final ExpiryWatch expiry;
    private final AsyncCache<Long, Identity> identities;
    private final TlsContexts contexts;
    private long unmet;
    private volatile CertificateBook book = CertificateBook.EMPTY;

    /// @param prepared the engine and the node's certificate
    /// @param config for all nodes
    public TlsService(PreparedTls prepared, BerthConfig config, Needs needs) {
        this.prepared = prepared;
        this.config = config.tls();
        this.provider = config.node().hosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.needs = needs;
        this.identities = Caffeine.newBuilder()
                .maximumSize(this.config.certificateCache())
                .buildAsync();
        this.contexts = new TlsContexts(KEPT_CONTEXTS, needs.random());
        this.expiry = new ExpiryWatch(needs.events());
        this.handshakes = new Handshakes(this.config.handshakes(), this.config.handshakesPerAddress());
    }

    /// What it asks of the outside.
    ///
    /// @param vertx for its workers
    /// @param certificates of tenants and endpoints
    /// @param events told of certificates that end
    /// @param random seeded
    public record Needs(Vertx vertx, Certificates certificates, Events events, SecureRandom random) {}

    /// The terms for the next client of an endpoint that says hello.
    ///
    /// @param tenant for whom the session is, as far as it is known
    public TlsOffer offer(EndpointId endpoint, Optional<TenantId> tenant) {
        return hello -> identity(hello, endpoint, tenant).compose(identity -> context(identity, endpoint));
    }

    /// Reads certificates and demands again. Handshakes that begin from now on see them; what runs is left alone.
    public Future<Void> refresh(Topology topology) {
        return needs.certificates()
                .everything()
                .compose(everything ->
                        needs.vertx().executeBlocking(() -> new CertificateBook(everything, topology, provider), true))
                .map(fresh -> {
                    book = Objects.requireNonNull(fresh);
                    contexts.forget();
                    warnOfUnmet(book.policies());
                    watch();
                    return null;
                });
    }

    /// A demand that was set while another engine ran.
    private void warnOfUnmet(Collection<TlsPolicy> policies) {
        long demanding = policies.stream()
                .filter(policy -> policy.resumption() == TlsPolicy.Resumption.REQUIRE)
                .count();
        boolean more = demanding > unmet;
        unmet = demanding;
        if (engine() == TlsEngine.JDK && more) {
            LOG.atWarn()
                    .addKeyValue("tenants", demanding)
                    .log("tenants demand resumption, which tls.engine = jdk cannot give on TLS 1.3: many of their"
                            + " transfers will be answered 522; set it to prefer");
        }
    }

    /// Tells of certificates that end soon; to be called now and then, on the context of [#refresh].
    public void watch() {
        expiry.look(
                Stream.concat(Stream.of(ownEnds()), book.all().stream().map(ExpiryWatch::ends))
                        .toList(),
                Instant.now());
    }

    private NodeEvent.CertificateEnds ownEnds() {
        return new NodeEvent.CertificateEnds(
                "node", "own", "", own().certificate().getNotAfter().toInstant());
    }

    /// The certificates of the last [#refresh].
    public List<Certificate> known() {
        return book.all();
    }

    /// Who may begin a handshake.
    public Handshakes handshakes() {
        return handshakes;
    }

    /// How long a handshake may take.
    public Duration handshakeTimeout() {
        return config.handshakeTimeout();
    }

    /// How long a client's close_notify is waited for.
    public Duration closeTimeout() {
        return config.closeTimeout();
    }

    /// What a tenant demands.
    public TlsPolicy policy(TenantId tenant) {
        return book.policy(tenant);
    }

    /// Whether a client has shown a certificate that names the user for the tenant.
    public Future<Boolean> proves(TenantId tenant, List<X509Certificate> chain, String user) {
        ClientCertificates rules = policy(tenant).clients();
        return rules.isUsed() && !chain.isEmpty()
                ? needs.vertx()
                        .executeBlocking(() -> ClientProof.names(rules, chain, user), false)
                        .map(Objects::requireNonNull)
                : Future.succeededFuture(false);
    }

    /// What does TLS.
    public TlsEngine engine() {
        return prepared.engine();
    }

    /// The node's own certificate, for the operator.
    public Identity own() {
        return prepared.own();
    }

    /// From the cache, as a rule; else it is fetched, opened and read on workers.
    private Future<Identity> identity(ClientHello hello, EndpointId endpoint, Optional<TenantId> tenant) {
        return book.choose(hello, endpoint, tenant)
                .map(certificate -> Future.fromCompletionStage(identities.get(certificate.id(), (id, _) -> load(id))))
                .orElseGet(() -> Future.succeededFuture(own()));
    }

    private CompletableFuture<Identity> load(long id) {
        return needs.certificates()
                .material(id)
                .compose(material -> needs.vertx().executeBlocking(() -> CertificateReader.read(material), false))
                .map(Objects::requireNonNull)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private Future<TlsContext> context(Identity identity, EndpointId endpoint) {
        try {
            return Future.succeededFuture(contexts.open(prepared.terms(identity, book.clients(endpoint))));
        } catch (SSLException e) {
            return Future.failedFuture(e);
        }
    }

    /// Whether each data connection of a client can resume the session of its control connection, whatever the
    /// version, so that it may be demanded. To be called where waiting is allowed.
    ///
    /// @throws NoEngine if the engine that was configured is not there
    public static boolean bindsResumption(TlsConfig config) {
        return engine(config.engine()) == TlsEngine.BORINGSSL;
    }

    static TlsEngine engine(TlsConfig.Engine wanted) {
        boolean native_ = TlsEngine.BORINGSSL.isAvailable();
        return switch (wanted) {
            case AUTO -> native_ ? TlsEngine.BORINGSSL : TlsEngine.JDK;
            case JDK -> TlsEngine.JDK;
            case BORINGSSL -> {
                if (!native_) {
                    throw new NoEngine();
                }
                yield TlsEngine.BORINGSSL;
            }
        };
    }

    /// The engine that was configured is not there.
    public static final class NoEngine extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEngine() {
            super(
                    "tls.engine = boringssl: there is no binary of it for this platform; use auto or jdk",
                    null,
                    false,
                    false);
        }
    }
}
