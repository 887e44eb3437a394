package dev.berth.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The ports of one pool as the clients of one key see them. It is only changed inside the table's
/// step for that key, which makes every change atomic.
final class ClientPorts<T> {

    /// From so many ports on, not all of them are looked at for each choice.
    private static final int MANY = 16;

    private static final int LOOKS = 8;

    private final Map<Integer, Ticket<T>> taken = new HashMap<>();
    private final Map<Integer, Long> quarantinedUntil = new HashMap<>();
    private final Map<Integer, Long> lastUse = new HashMap<>();
    private final Map<Long, Integer> takenByTenant = new HashMap<>();
    private final Waiters<T> waiters = new Waiters<>();

    /// Chooses a port that is free for these clients: unpredictably among those they have not used, else among those
    /// they have not used for long.
    ///
    /// @return -1 if none is free
    int choose(List<Integer> ports, long now, RandomGenerator random) {
        if (!quarantinedUntil.isEmpty()) {
            quarantinedUntil.values().removeIf(until -> until - now <= 0);
        }
        int port = ports.size() > MANY ? chooseOfMany(ports, random) : -1;
        return port >= 0 ? port : chooseOfAll(ports, random);
    }

    /// Looks at a few of them, the choice of the oldest of which is as good as one among the older half.
    private int chooseOfMany(List<Integer> ports, RandomGenerator random) {
        // One number that cannot be foretold is enough for all looks, and a secure one is not cheap.
        var spread = new SplittableRandom(random.nextLong());
        int oldest = -1;
        long oldestUse = 0;
        for (int i = 0; i < LOOKS; i++) {
            Integer port = ports.get(spread.nextInt(ports.size()));
            if (isFree(port)) {
                Long use = lastUse.get(port);
                if (use == null) {
                    return port;
                }
                if (oldest < 0 || use - oldestUse < 0) {
                    oldest = port;
                    oldestUse = use;
                }
            }
        }
        return oldest;
    }

    private int chooseOfAll(List<Integer> ports, RandomGenerator random) {
        List<Integer> unused = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        for (Integer port : ports) {
            if (isFree(port)) {
                (lastUse.containsKey(port) ? used : unused).add(port);
            }
        }
        if (!unused.isEmpty()) {
            return unused.get(random.nextInt(unused.size()));
        }
        if (used.isEmpty()) {
            return -1;
        }
        used.sort((a, b) -> Long.signum(lastUse.getOrDefault(a, 0L) - lastUse.getOrDefault(b, 0L)));
        return used.get(random.nextInt((used.size() + 1) / 2));
    }

    private boolean isFree(Integer port) {
        return !taken.containsKey(port) && !quarantinedUntil.containsKey(port);
    }

    /// Whether a tenant has less than its share of a shared pool: an equal part of the ports for each tenant that
    /// has or wants any, and never all of them, so that one who comes later does not meet a full house.
    boolean hasShareLeft(long tenant, int ports) {
        Set<Long> present = new HashSet<>(takenByTenant.keySet());
        present.addAll(waiters.tenants());
        present.add(tenant);
        int share = present.size() == 1 ? ports - ports / 4 : (ports + present.size() - 1) / present.size();
        return takenByTenant.getOrDefault(tenant, 0) < Math.max(1, share);
    }

    /// Visits all that have a port.
    void forEach(Consumer<Ticket<T>> visitor) {
        taken.values().forEach(visitor);
    }

    /// A port becomes busy.
    void take(int port, Ticket<T> ticket, long now) {
        taken.put(port, ticket);
        lastUse.put(port, now);
        takenByTenant.merge(ticket.party().tenant(), 1, Integer::sum);
    }

    /// Who has a port; null if it is free.
    @Nullable
    Ticket<T> at(int port) {
        return taken.get(port);
    }

    /// A port becomes free again at once.
    ///
    /// @return whether it was this ticket's
    boolean release(Ticket<T> ticket) {
        boolean was = taken.remove(ticket.port(), ticket);
        if (was) {
            takenByTenant.computeIfPresent(ticket.party().tenant(), (_, count) -> count > 1 ? count - 1 : null);
        }
        return was;
    }

    /// A port that nobody has reached is kept free until then.
    void quarantine(int port, long until) {
        quarantinedUntil.put(port, until);
    }

    Waiters<T> waiters() {
        return waiters;
    }

    int takenCount() {
        return taken.size();
    }

    /// Whether nothing is worth remembering any more.
    boolean isStale(long now, long memory) {
        quarantinedUntil.values().removeIf(until -> until - now <= 0);
        lastUse.values().removeIf(used -> now - used > memory);
        return taken.isEmpty() && waiters.isEmpty() && quarantinedUntil.isEmpty() && lastUse.isEmpty();
    }
}
