package dev.berth.ban;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/// Meters of bans:
///
/// | meter | tags | what |
/// | --- | --- | --- |
/// | `berth.bans.made` | `scope` `automatic` | bans that came into force on this node |
/// | `berth.bans.refused` | `scope` | connections that were closed at once because of a ban |
public final class BanMeters implements Events.Listener {

    private static final String SCOPE = "scope";

    private final MeterRegistry registry;

    public BanMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case NodeEvent.Banned banned ->
                registry.counter(
                                "berth.bans.made",
                                SCOPE,
                                scope(banned.tenant()),
                                "automatic",
                                String.valueOf(!banned.byHand()))
                        .increment();
            case NodeEvent.BannedRefused refused ->
                registry.counter("berth.bans.refused", SCOPE, scope(refused.tenant()))
                        .increment();
            default -> {}
        }
    }

    private static String scope(Optional<Slug> tenant) {
        return tenant.isPresent() ? "tenant" : "everywhere";
    }
}
