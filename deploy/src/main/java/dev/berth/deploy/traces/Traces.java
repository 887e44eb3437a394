package dev.berth.deploy.traces;

import dev.berth.account.Account;
import dev.berth.config.BerthConfig;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A span for each login, each transfer and each call of the admin API, sent to an OpenTelemetry collector. They are
/// made when the thing is over, from what its event tells: names of tenants and accounts, never a path, a password or
/// what a client called itself in vain. Spans that the collector is too slow for are dropped; nothing waits for it.
public final class Traces implements Events.Listener, AutoCloseable {

    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("berth.tenant");
    private static final AttributeKey<Long> TENANT_ID = AttributeKey.longKey("berth.tenant.id");
    private static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("berth.account");
    private static final AttributeKey<Long> ACCOUNT_ID = AttributeKey.longKey("berth.account.id");
    private static final AttributeKey<Long> SESSION = AttributeKey.longKey("berth.session");
    private static final AttributeKey<Long> REPLY = AttributeKey.longKey("berth.reply");
    private static final AttributeKey<Long> OCTETS = AttributeKey.longKey("berth.octets");
    private static final AttributeKey<String> VERB = AttributeKey.stringKey("berth.verb");
    private static final AttributeKey<String> REFUSED = AttributeKey.stringKey("berth.refused");
    private static final AttributeKey<String> ADMINISTRATOR = AttributeKey.stringKey("berth.administrator");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> NODE = AttributeKey.stringKey("service.instance.id");
    private static final int REFUSAL = 400;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Map<Long, Instant> heard = new ConcurrentHashMap<>();

    private Traces(String endpoint, double share, String node) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "berth", NODE, node))))
                .setSampler(Sampler.traceIdRatioBased(share))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("dev.berth");
    }

    /// Begins, if a collector is configured.
    public static Optional<Traces> of(BerthConfig config) {
        return config.trace()
                .endpoint()
                .map(endpoint -> new Traces(
                        endpoint,
                        config.trace().percent() / 100.0,
                        config.node().id()));
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.Heard line -> heard.put(line.session(), Instant.now());
            case Event.SessionClosed over -> heard.remove(over.session());
            case Event.LoginAccepted accepted ->
                end(begun("login", since(accepted.session()), accepted.session()), accepted.account(), true);
            case Event.LoginDenied denied -> {
                Span span = begun("login", since(denied.session()), denied.session())
                        .setAttribute(TENANT_ID, denied.tenant().value())
                        .setAttribute(REFUSED, denied.reason().name());
                end(span, false);
            }
            case Event.TransferEnded ended -> {
                Span span = begun("transfer", Instant.now().minus(ended.took()), ended.session())
                        .setAttribute(VERB, ended.verb())
                        .setAttribute(OCTETS, ended.octets())
                        .setAttribute(REPLY, (long) ended.reply());
                end(span, ended.account(), ended.reply() < REFUSAL);
            }
            case NodeEvent.Administered call -> {
                Span span = span(call.operation(), Instant.now().minus(call.took()))
                        .setAttribute(ADMINISTRATOR, call.administrator())
                        .setAttribute(STATUS, (long) call.status());
                end(span, call.status() < REFUSAL);
            }
            default -> {}
        }
    }

    /// Sends what waits, for a few seconds at most.
    @Override
    public void close() {
        var _ = provider.shutdown().join(Duration.ofSeconds(2).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    /// When the last line of a session came, which is the one that is answered now.
    private Instant since(long session) {
        return heard.getOrDefault(session, Instant.now());
    }

    private Span begun(String name, Instant when, long session) {
        return span(name, when).setAttribute(SESSION, session);
    }

    private Span span(String name, Instant begun) {
        return tracer.spanBuilder(name)
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(begun)
                .startSpan();
    }

    private static void end(Span span, Account account, boolean well) {
        end(
                span.setAttribute(TENANT, account.tenant().slug().value())
                        .setAttribute(TENANT_ID, account.tenant().id().value())
                        .setAttribute(ACCOUNT, account.user().value())
                        .setAttribute(ACCOUNT_ID, account.id().value()),
                well);
    }

    private static void end(Span span, boolean well) {
        span.setStatus(well ? StatusCode.OK : StatusCode.ERROR).end();
    }
}
