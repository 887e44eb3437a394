package dev.berth.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The ports of one pool as one client address sees them. It is only touched inside the board's `compute` for that
/// address, which makes every call atomic.
final class ClientPorts {

    private final Map<Integer, Reservation> pending = new HashMap<>();
    private final Map<Integer, Long> quarantinedUntil = new HashMap<>();
    private final Map<Integer, Long> lastUse = new HashMap<>();
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();

    /// Chooses a port that is free for this client: unpredictably among those it has not used, else among the
    /// older half of those it has; one of `preferred` if any of these is free.
    ///
    /// @return -1 if none is free
    int choose(PortTable ports, List<Integer> preferred, long now, RandomGenerator random) {
        quarantinedUntil.values().removeIf(until -> until - now <= 0);
        int port = choose(preferred, random);
        return port >= 0 ? port : choose(ports.all(), random);
    }

    private int choose(List<Integer> among, RandomGenerator random) {
        List<Integer> unused = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        for (Integer port : among) {
            if (!pending.containsKey(port) && !quarantinedUntil.containsKey(port)) {
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

    void put(Reservation reservation, long now) {
        pending.put(reservation.port(), reservation);
        lastUse.put(reservation.port(), now);
    }

    /// The reservation whose data connection has come; its port is free again at once.
    @Nullable
    Reservation arrived(int port) {
        return pending.remove(port);
    }

    /// Takes a reservation back that nobody used.
    ///
    /// @return whether it was still pending
    boolean withdraw(Reservation reservation, long quarantineUntil) {
        boolean was = pending.remove(reservation.port(), reservation);
        if (was) {
            quarantinedUntil.put(reservation.port(), quarantineUntil);
        }
        return was;
    }

    boolean isPending(int port) {
        return pending.containsKey(port);
    }

    int pendingCount() {
        return pending.size();
    }

    ArrayDeque<Waiter> waiters() {
        return waiters;
    }

    /// Whether nothing is worth remembering any more.
    boolean isStale(long now, long memory) {
        quarantinedUntil.values().removeIf(until -> until - now <= 0);
        lastUse.values().removeIf(used -> now - used > memory);
        return pending.isEmpty() && waiters.isEmpty() && quarantinedUntil.isEmpty() && lastUse.isEmpty();
    }
}
