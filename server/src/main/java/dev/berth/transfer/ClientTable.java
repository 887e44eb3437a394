package dev.berth.transfer;

import dev.berth.endpoint.PortRules;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The ports of a pool as the clients of each key see them. Where a port is one client's alone, all clients are one
/// key. May be used from any thread; what belongs to one key happens one after the other, inside a concurrent map.
final class ClientTable<T> {

    private final ConcurrentHashMap<Object, ClientPorts<T>> clients = new ConcurrentHashMap<>();
    private final boolean exclusive;

    ClientTable(PortRules.Mode mode) {
        this.exclusive = mode == PortRules.Mode.EXCLUSIVE;
    }

    /// Whether a port is busy for everybody until its data connection has ended.
    boolean isExclusive() {
        return exclusive;
    }

    /// Does something with what clients of this key see; they are known from now on.
    void enter(Object key, Consumer<ClientPorts<T>> work) {
        clients.compute(slot(key), (_, known) -> {
            ClientPorts<T> mine = known == null ? new ClientPorts<>() : known;
            work.accept(mine);
            return mine;
        });
    }

    /// Does something with what clients of this key see, if they are known.
    void with(Object key, Consumer<ClientPorts<T>> work) {
        clients.computeIfPresent(slot(key), (_, mine) -> {
            work.accept(mine);
            return mine;
        });
    }

    /// Visits all clients, and forgets those that are over then.
    void sweep(Consumer<ClientPorts<T>> work, Predicate<ClientPorts<T>> isOver) {
        for (Object slot : clients.keySet()) {
            clients.computeIfPresent(slot, (_, mine) -> {
                work.accept(mine);
                return isOver.test(mine) ? null : mine;
            });
        }
    }

    /// To count by; what is read of it may be a moment old.
    Collection<ClientPorts<T>> all() {
        return clients.values();
    }

    /// Whether no client is known.
    boolean isEmpty() {
        return clients.isEmpty();
    }

    private Object slot(Object key) {
        return exclusive ? ClientKey.ANYBODY : key;
    }
}
