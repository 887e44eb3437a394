package dev.berth.diagnosis;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.observe.KnownMeters;
import dev.berth.observe.NodeEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// Meters of data connections:
///
/// | meter | tags | what |
/// | --- | --- | --- |
/// | `berth.data.reservations` | `tenant` `fate` | announced ports by what became of them: announced, arrived, expired,
/// given-up, refused |
/// | `berth.data.wait` | `tenant` | how long PASV and EPSV were held back because all ports were taken |
/// | `berth.data.connect` | `tenant` | from the announcement to the data connection |
/// | `berth.data.mismatched` | `tenant` | connections from another address than the client's |
/// | `berth.data.unroutable` | `tenant` | clients on the internet that were told an address which is not |
/// | `berth.data.failures` | `tenant` `cause` | what failed, by cause: not-reached, wrong-address, other-address,
/// client-gave-up, no-port, client-closed, source-address, tls, broken, stalled, storage, restricted |
/// | `berth.data.unmatched` | | connections to passive ports that nobody waited for |
/// | `berth.data.dials` | `tenant` `fate` | active connections: connected, timeout, refused, source, unreachable |
/// | `berth.proxy.refused` | `side` `reason` | connections closed because of their PROXY header |
public final class DataMeters implements Events.Listener {

    private static final String RESERVATIONS = "berth.data.reservations";
    private static final String DIALS = "berth.data.dials";
    private static final String TENANT = "tenant";
    private static final String FATE = "fate";

    private final MeterRegistry registry;
    private final KnownMeters meters;
    private final Counter unmatched;

    public DataMeters(MeterRegistry registry) {
        this.registry = registry;
        this.meters = new KnownMeters(registry);
        this.unmatched = registry.counter("berth.data.unmatched");
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.OfSession ofSession) {
            Causes.kind(ofSession).ifPresent(kind -> failed(ofSession, kind));
        }
        switch (event) {
            case Event.OfData data -> count(data);
            case NodeEvent.DataUnmatched _ -> unmatched.increment();
            case NodeEvent.HeaderRefused refused ->
                registry.counter(
                                "berth.proxy.refused",
                                "side",
                                lower(refused.side().name()),
                                "reason",
                                lower(refused.why()))
                        .increment();
            default -> {}
        }
    }

    private void failed(Event.OfSession event, Cause.Kind kind) {
        String tenant = switch (event) {
            case Event.OfData data -> tenant(data);
            case Event.TransferFailed failed -> failed.account().tenant().slug().value();
            default -> "";
        };
        if (!tenant.isEmpty()) {
            registry.counter(
                            "berth.data.failures",
                            TENANT,
                            tenant,
                            "cause",
                            lower(kind.name()).replace('_', '-'))
                    .increment();
        }
    }

    private void count(Event.OfData event) {
        switch (event) {
            case Event.PortAnnounced announced -> {
                fate(announced, RESERVATIONS, "announced");
                timer("berth.data.wait", announced).record(announced.waited());
                if (!announced.routable()) {
                    registry.counter("berth.data.unroutable", TENANT, tenant(announced))
                            .increment();
                }
            }
            case Event.DataArrived arrived -> {
                fate(arrived, RESERVATIONS, "arrived");
                timer("berth.data.connect", arrived).record(arrived.after());
            }
            case Event.DataMissing missing -> fate(missing, RESERVATIONS, "expired");
            case Event.DataGivenUp givenUp -> fate(givenUp, RESERVATIONS, "given-up");
            case Event.PortRefused refused -> fate(refused, RESERVATIONS, "refused");
            case Event.DataForeign foreign ->
                registry.counter("berth.data.mismatched", TENANT, tenant(foreign))
                        .increment();
            case Event.DataDialled dialled -> fate(dialled, DIALS, "connected");
            case Event.DialFailed failed -> fate(failed, DIALS, failed.why());
        }
    }

    private void fate(Event.OfData event, String meter, String fate) {
        meters.counter(meter, TENANT, tenant(event), FATE, fate).increment();
    }

    private Timer timer(String name, Event.OfData event) {
        return meters.timer(name, TENANT, tenant(event));
    }

    private static String tenant(Event.OfData event) {
        return event.tenant().value();
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}
