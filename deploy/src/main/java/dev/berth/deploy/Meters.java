package dev.berth.deploy;

import dev.berth.FtpServer;
import dev.berth.ban.BanMeters;
import dev.berth.diagnosis.DataMeters;
import dev.berth.endpoint.Directory;
import dev.berth.observe.Events;
import dev.berth.observe.Exposition;
import dev.berth.observe.JobMeters;
import dev.berth.observe.LoopLag;
import dev.berth.observe.SessionMeters;
import dev.berth.observe.TenantLabels;
import dev.berth.observe.TlsMeters;
import dev.berth.tenant.Slug;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/// The one registry of meters, and what is measured for its own sake: the JVM, the event loops, Vert.x' worker pools
/// and HTTP servers. A part of the server that wants to be measured has an `…Meters` class, which listens to events
/// and takes the registry; its line is in [#listeners].
final class Meters {

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final long LEARN_MILLIS = 10_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final TenantLabels labels;

    /// @param tenants how many tenants have meters of their own
    Meters(int tenants) {
        this.labels = new TenantLabels(tenants);
        registry.config()
                .meterFilter(labels)
                .meterFilter(MeterFilter.denyNameStartsWith("vertx.sql")); // HikariCP tells
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /// Where meters are made.
    MeterRegistry registry() {
        return registry;
    }

    /// What listens to events, in order to count them.
    List<Events.Listener> listeners() {
        return List.of(
                new SessionMeters(registry, labels),
                new DataMeters(registry),
                new TlsMeters(registry),
                new BanMeters(registry),
                new JobMeters(registry));
    }

    /// What is told to who collects.
    Exposition exposition() {
        return new Exposition(TYPE, registry::scrape);
    }

    /// A Vert.x whose worker pools and HTTP servers are measured. Sockets are not: the events tell what FTP does.
    Vertx measured(VertxOptions options) {
        var metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                // Which of the two HTTP servers; without it the second one is not counted.
                .addLabels(Label.LOCAL);
        Arrays.stream(MetricsDomain.values())
                .filter(domain -> domain != MetricsDomain.NAMED_POOLS && domain != MetricsDomain.HTTP_SERVER)
                .forEach(metrics::addDisabledMetricsCategory);
        return Vertx.builder()
                .with(options.setMetricsOptions(metrics))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }

    /// Measures what runs: the loops, and how much there is of what the server has.
    ///
    /// @param directory knows the tenants, of whom the first by name have meters of their own
    /// @param loops how many event loops there are
    Future<LoopLag> watch(Vertx vertx, FtpServer server, Directory directory, int loops) {
        gauge("berth.sessions", "Clients that are connected", server, FtpServer::sessions);
        gauge("berth.node.draining", "Whether the node is taken out of service", server, s -> s.isDraining() ? 1 : 0);
        gauge("berth.transfers.running", "Transfers that run", server, FtpServer::transfers);
        gauge("berth.bans", "Bans that are in force", server, FtpServer::bans);
        gauge("berth.bans.counts", "Counts of failed logins in memory", server, FtpServer::failureCounts);
        gauge(
                "berth.data.reservations.waiting",
                "Announced passive ports that wait for their data connection",
                server,
                FtpServer::reservations);
        FunctionCounter.builder("berth.transfers.limited", server, FtpServer::secondsOfLimits)
                .description("How long transfers have waited because of their limits of bandwidth")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("berth.logins.without.seat", server, FtpServer::loginsRefusedByLimits)
                .description("Logins that were refused because a limit of sessions was reached")
                .register(registry);
        MultiGauge ports = MultiGauge.builder("berth.data.ports")
                .description("Passive ports that are busy")
                .register(registry);
        vertx.setPeriodic(LEARN_MILLIS, _ -> ports.register(portRows(server.portsInUse()), true));
        var seen = new AtomicLong(-1);
        vertx.setPeriodic(LEARN_MILLIS, _ -> learn(directory, seen).onComplete(_ -> {}, _ -> {}));
        return learn(directory, seen).compose(_ -> LoopLag.watch(vertx, registry, loops));
    }

    /// Measures no more.
    void close() {
        collections.close();
    }

    /// A tenant without a busy port has no row.
    private List<MultiGauge.Row<?>> portRows(Map<Slug, Integer> busy) {
        Map<String, Integer> byLabel = new TreeMap<>();
        busy.forEach((tenant, ports) -> byLabel.merge(labels.of(tenant.value()), ports, Integer::sum));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        byLabel.forEach((label, ports) -> rows.add(MultiGauge.Row.of(Tags.of(TenantLabels.TAG, label), ports)));
        return rows;
    }

    private void gauge(String name, String meaning, FtpServer server, ToDoubleFunction<FtpServer> value) {
        Gauge.builder(name, server, value).description(meaning).register(registry);
    }

    private Future<Void> learn(Directory directory, AtomicLong seen) {
        return directory
                .revision()
                .compose(
                        revision -> seen.getAndSet(revision) == revision ? Future.succeededFuture() : learn(directory));
    }

    private Future<Void> learn(Directory directory) {
        return directory
                .topology()
                .map(topology -> topology.berths().stream()
                        .map(berth -> berth.tenant().slug().value())
                        .toList())
                .map(slugs -> {
                    labels.learn(slugs, registry);
                    return null;
                });
    }
}
