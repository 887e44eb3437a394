package dev.berth.transfer;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The announced ports of a board, each with those who wait on it. May be used from any thread.
final class AnnouncedPorts<T> {

    private final ConcurrentHashMap<Integer, Set<Ticket<T>>> waiting = new ConcurrentHashMap<>();

    void add(Ticket<T> ticket) {
        waiting.compute(ticket.port(), (_, known) -> {
            Set<Ticket<T>> all = known == null ? ConcurrentHashMap.newKeySet(2) : known;
            all.add(ticket);
            return all;
        });
    }

    void remove(Ticket<T> ticket) {
        waiting.computeIfPresent(ticket.port(), (_, all) -> {
            all.remove(ticket);
            return all.isEmpty() ? null : all;
        });
    }

    /// Whether somebody waits on a port.
    boolean has(int port) {
        return waiting.containsKey(port);
    }

    /// Who waits on a port, if it is exactly one.
    Optional<Ticket<T>> onlyOneAt(int port) {
        Set<Ticket<T>> all = waiting.get(port);
        if (all == null) {
            return Optional.empty();
        }
        var some = all.iterator();
        Optional<Ticket<T>> first = some.hasNext() ? Optional.of(some.next()) : Optional.empty();
        return some.hasNext() ? Optional.empty() : first;
    }

    /// How many ports somebody waits on.
    int ports() {
        return waiting.size();
    }

    /// How many wait.
    int pending() {
        return waiting.values().stream().mapToInt(Set::size).sum();
    }

    /// Visits all that wait.
    void forEach(Consumer<Ticket<T>> visitor) {
        waiting.values().forEach(all -> all.forEach(visitor));
    }
}
