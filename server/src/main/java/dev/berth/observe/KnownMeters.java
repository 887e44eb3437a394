package dev.berth.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Counters and timers that are asked for at each command. A registry makes an id, sorts and filters its tags before it
/// finds a meter; here it is asked once, and again after it has let one go. May be used on any thread.
public final class KnownMeters {

    /// With so many they are looked up anew: those of tenants that are gone would stay for good.
    private static final int MOST = 20_000;

    private final MeterRegistry registry;
    private final Map<Key, Meter> known = new ConcurrentHashMap<>();

    private record Key(String name, List<String> tags) {}

    /// @param registry where the meters are
    public KnownMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.config().onMeterRemoved(_ -> known.clear());
    }

    /// The counter of a name.
    ///
    /// @param tags keys and values in turn
    public Counter counter(String name, String... tags) {
        return (Counter) of(new Key(name, List.of(tags)), key -> registry.counter(key.name(), tags));
    }

    /// The timer of a name; see [#counter].
    public Timer timer(String name, String... tags) {
        return (Timer) of(new Key(name, List.of(tags)), key -> registry.timer(key.name(), tags));
    }

    private Meter of(Key key, Function<Key, Meter> registered) {
        Meter meter = known.get(key);
        if (meter == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            meter = registered.apply(key);
            known.put(key, meter);
        }
        return meter;
    }
}
