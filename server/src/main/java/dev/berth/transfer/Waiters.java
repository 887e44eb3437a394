package dev.berth.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Those that wait for a port: in order within a tenant, in turn between tenants.
final class Waiters<T> {

    private final Map<Long, ArrayDeque<Ticket<T>>> byTenant = new LinkedHashMap<>();
    private int size;

    void add(Ticket<T> ticket) {
        byTenant.computeIfAbsent(ticket.party().tenant(), _ -> new ArrayDeque<>())
                .add(ticket);
        size++;
    }

    /// One waits no more.
    ///
    /// @return whether it was there
    boolean remove(Ticket<T> ticket) {
        ArrayDeque<Ticket<T>> line = byTenant.get(ticket.party().tenant());
        if (line == null || !line.remove(ticket)) {
            return false;
        }
        size--;
        if (line.isEmpty()) {
            byTenant.remove(ticket.party().tenant());
        }
        return true;
    }

    /// The first of the tenant whose turn it is; the next turn is another tenant's.
    ///
    /// @param mayTake whether a tenant may have a port now
    /// @return null if nobody may
    @Nullable
    Ticket<T> next(Predicate<Long> mayTake) {
        for (Long tenant : new ArrayList<>(byTenant.keySet())) {
            ArrayDeque<Ticket<T>> line = byTenant.get(tenant);
            if (line != null && mayTake.test(tenant)) {
                Ticket<T> first = line.remove();
                size--;
                byTenant.remove(tenant);
                if (!line.isEmpty()) {
                    byTenant.put(tenant, line);
                }
                return first;
            }
        }
        return null;
    }

    Set<Long> tenants() {
        return byTenant.keySet();
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// All of them, who are waiting no more.
    List<Ticket<T>> drain() {
        List<Ticket<T>> all = new ArrayList<>();
        byTenant.values().forEach(all::addAll);
        byTenant.clear();
        size = 0;
        return all;
    }
}
