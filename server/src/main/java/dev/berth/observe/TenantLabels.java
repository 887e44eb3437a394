package dev.berth.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The budget of the tag `tenant`: so many tenants have meters of their own, the first by name; all others are
/// counted together as `other`, so that ten thousand tenants do not make a million series. As a filter it does so to
/// every meter that has the tag; who keeps gauges asks [#of] and adds up. May be used on any thread.
public final class TenantLabels implements MeterFilter {

    /// The tag.
    public static final String TAG = "tenant";

    /// What those beyond the budget are called; no slug can be mistaken for it, since this one is told apart first.
    public static final String OTHER = "other";

    private final int budget;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, String> labels = new ConcurrentHashMap<>();

    /// @param budget how many tenants have meters of their own
    public TenantLabels(int budget) {
        this.budget = budget;
    }

    /// What the tenant is called in meters. One that is met for the first time has a name of its own while there is
    /// room, and keeps what it got.
    public String of(String tenant) {
        return labels.computeIfAbsent(tenant, this::choose);
    }

    /// Learns which tenants there are: the room goes to the first by name, and the meters of those that are gone
    /// are removed, which makes room.
    ///
    /// @param registry where their meters are
    public void learn(Collection<String> tenants, MeterRegistry registry) {
        for (String known : List.copyOf(labels.keySet())) {
            if (!tenants.contains(known)) {
                forget(known, registry);
            }
        }
        for (String tenant : new TreeSet<>(tenants)) {
            labels.computeIfAbsent(tenant, this::choose);
        }
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String tenant = id.getTag(TAG);
        return tenant == null || tenant.equals(OTHER) ? id : id.replaceTags(relabelled(id, of(tenant)));
    }

    private String choose(String tenant) {
        if (!tenant.equals(OTHER) && taken.incrementAndGet() <= budget) {
            return tenant;
        }
        taken.updateAndGet(count -> Math.min(count, budget));
        return OTHER;
    }

    private void forget(String tenant, MeterRegistry registry) {
        if (tenant.equals(labels.remove(tenant))) {
            taken.decrementAndGet();
            registry.getMeters().stream()
                    .filter(meter -> tenant.equals(meter.getId().getTag(TAG)))
                    .forEach(registry::remove);
        }
    }

    private static List<Tag> relabelled(Meter.Id id, String label) {
        return id.getTags().stream()
                .map(tag -> tag.getKey().equals(TAG) ? Tag.of(TAG, label) : tag)
                .toList();
    }
}
