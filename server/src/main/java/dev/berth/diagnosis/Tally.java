package dev.berth.diagnosis;

import dev.berth.observe.Event;
import dev.berth.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what becomes of data connections, by tenant and client network. How many are told apart is bounded.
final class Tally {

    private static final int MOST_NETWORKS = 20_000;
    private static final int NAMED = 3;
    private static final String OTHER = "other";

    private final ConcurrentHashMap<Key, Counters> counters = new ConcurrentHashMap<>();

    private record Key(TenantId tenant, String network) {}

    private static final class Counters {
        private final LongAdder announced = new LongAdder();
        private final LongAdder arrived = new LongAdder();
        private final LongAdder expired = new LongAdder();
        private final LongAdder mismatched = new LongAdder();
        private final LongAdder givenUp = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder unroutable = new LongAdder();
        private final LongAdder dialled = new LongAdder();
        private final LongAdder unreachable = new LongAdder();

        NetworkCounts counts(String network) {
            return new NetworkCounts(
                    network,
                    announced.sum(),
                    arrived.sum(),
                    expired.sum(),
                    mismatched.sum(),
                    givenUp.sum(),
                    refused.sum(),
                    unroutable.sum(),
                    dialled.sum(),
                    unreachable.sum());
        }
    }

    void count(Event.OfData event) {
        Counters of = of(event);
        switch (event) {
            case Event.PortAnnounced announced -> {
                of.announced.increment();
                of.unroutable.add(announced.routable() ? 0 : 1);
            }
            case Event.PortRefused _ -> of.refused.increment();
            case Event.DataArrived _ -> of.arrived.increment();
            case Event.DataMissing _ -> of.expired.increment();
            case Event.DataForeign _ -> of.mismatched.increment();
            case Event.DataGivenUp _ -> of.givenUp.increment();
            case Event.DataDialled _ -> of.dialled.increment();
            case Event.DialFailed _ -> of.unreachable.increment();
        }
    }

    /// All networks of a tenant, the busiest first.
    List<NetworkCounts> of(TenantId tenant) {
        return counters.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(tenant))
                .map(entry -> entry.getValue().counts(entry.getKey().network()))
                .sorted(Comparator.comparingLong(NetworkCounts::announced)
                        .reversed()
                        .thenComparing(NetworkCounts::network))
                .toList();
    }

    /// The networks of a tenant whose connections mostly arrive, best first, but for one.
    List<String> succeeding(TenantId tenant, String except) {
        return of(tenant).stream()
                .filter(counts ->
                        !counts.network().equals(except) && !counts.network().equals(OTHER))
                .filter(counts -> counts.arrived() > counts.expired() + counts.givenUp())
                .sorted(Comparator.comparingLong(NetworkCounts::arrived).reversed())
                .limit(NAMED)
                .map(NetworkCounts::network)
                .toList();
    }

    private Counters of(Event.OfData event) {
        Key key = new Key(event.owner(), Networks.of(event.client()));
        Counters known = counters.get(key);
        if (known != null) {
            return known;
        }
        Key counted = counters.size() < MOST_NETWORKS ? key : new Key(event.owner(), OTHER);
        return counters.computeIfAbsent(counted, _ -> new Counters());
    }
}
