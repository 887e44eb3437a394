package dev.berth.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Meters of TLS:
///
/// | meter | tags | what |
/// | --- | --- | --- |
/// | `berth.tls.handshakes` | `side` `outcome` | handshakes of control and data connections: done, or why not: timeout,
/// not-tls, no-agreement, client-refused, other-protocol, closed, not-resumed, other |
/// | `berth.tls.refused` | | AUTH, and connections to implicit ports, that found too many handshakes running |
/// | `berth.tls.resumption` | `software` `resumed` | data connections by what the client calls itself (CLNT) |
/// | `berth.tls.truncated` | `tenant` | uploads without close_notify that were taken |
/// | `berth.tls.certificates` | | certificates of tenants and endpoints |
/// | `berth.tls.certificate.expiry` | `owner` `certificate` | when those hundred that end first do, in seconds since
/// 1970 |
public final class TlsMeters implements Events.Listener {

    private static final int MOST_CERTIFICATES = 100;

    /// What clients call themselves begins with one of these, or is summed up: a client can say anything.
    private static final List<String> SOFTWARE = List.of(
            "filezilla",
            "winscp",
            "lftp",
            "cyberduck",
            "transmit",
            "total commander",
            "fluentftp",
            "coreftp",
            "smartftp",
            "ncftp",
            "rclone",
            "curl");

    /// Pieces of what the engines say, and what they mean; the first that fits.
    private static final Map<String, String> CAUSES = new java.util.LinkedHashMap<>();

    static {
        cause("no handshake within", "timeout");
        cause("handshake timed out", "timeout");
        cause("not an ssl/tls record", "not-tls");
        cause("other protocols", "other-protocol");
        cause("application_protocol", "other-protocol");
        cause("received fatal alert", "client-refused");
        cause("alert_", "client-refused");
        cause("unsupported_protocol", "no-agreement");
        cause("wrong_version", "no-agreement");
        cause("no_shared", "no-agreement");
        cause("inappropriate_fallback", "no-agreement");
        cause("in common", "no-agreement");
        cause("protocol_version", "no-agreement");
        cause("is not supported or enabled", "no-agreement");
        cause("not accepted by", "no-agreement");
        cause("closed", "closed");
        cause("reset", "closed");
        cause("broken pipe", "closed");
    }

    private final MeterRegistry registry;
    private final Counter refused;
    private final MultiGauge expiry;
    private final AtomicInteger certificates;

    public TlsMeters(MeterRegistry registry) {
        this.registry = registry;
        this.refused = registry.counter("berth.tls.refused");
        this.expiry = MultiGauge.builder("berth.tls.certificate.expiry")
                .description("When certificates end, in seconds since 1970")
                .register(registry);
        this.certificates = registry.gauge("berth.tls.certificates", new AtomicInteger());
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.ControlSecured _ -> handshake("control", "done");
            case Event.SessionCut cut
            when cut.reason() == Event.Cut.HANDSHAKE_FAILED -> handshake("control", outcome(cut.detail()));
            case Event.HandshakeRefused _ -> refused.increment();
            case Event.DataSecured secured -> {
                handshake("data", "done");
                registry.counter(
                                "berth.tls.resumption",
                                "software",
                                software(secured.software()),
                                "resumed",
                                String.valueOf(secured.resumed()))
                        .increment();
                if (secured.unsaid()) {
                    String tenant = secured.account().tenant().slug().value();
                    registry.counter("berth.tls.truncated", TenantLabels.TAG, tenant)
                            .increment();
                }
            }
            case Event.TransferFailed failed
            when failed.how() == Event.Failure.NOT_SECURE ->
                handshake("data", failed.detail().isEmpty() ? "not-resumed" : outcome(failed.detail()));
            case NodeEvent.CertificatesKnown known -> know(known.certificates());
            default -> {}
        }
    }

    /// What a failure of a handshake comes to, from what the engine said.
    static String outcome(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return CAUSES.entrySet().stream()
                .filter(cause -> lower.contains(cause.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }

    private static void cause(String piece, String meaning) {
        CAUSES.put(piece, meaning);
    }

    private static String software(String called) {
        String lower = called.toLowerCase(Locale.ROOT);
        return called.isEmpty()
                ? "unnamed"
                : SOFTWARE.stream().filter(lower::startsWith).findFirst().orElse("other");
    }

    private void handshake(String side, String outcome) {
        registry.counter("berth.tls.handshakes", "side", side, "outcome", outcome)
                .increment();
    }

    private void know(List<NodeEvent.CertificateEnds> known) {
        certificates.set(known.size());
        Stream<MultiGauge.Row<?>> rows = known.stream()
                .sorted(Comparator.comparing(NodeEvent.CertificateEnds::expires))
                .limit(MOST_CERTIFICATES)
                .map(each -> MultiGauge.Row.of(
                        Tags.of("owner", each.owner(), "certificate", each.name()),
                        each.expires().getEpochSecond()));
        expiry.register(rows.toList(), true);
    }
}
