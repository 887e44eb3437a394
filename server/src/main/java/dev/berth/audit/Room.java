package dev.berth.audit;

import dev.berth.tenant.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The places of records that wait. A tenant whose records come faster than they can be written may fill three quarters
/// of them; the last quarter is for those who have less than a quarter waiting, so that what others do is recorded all
/// the same. What administrators do waits apart from what clients do.
final class Room {

    /// A record of a usual file takes less and has one place; one of a name of thousands of letters has several.
    private static final int CHARACTERS = 500;

    private static final int PARTS = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final Map<Party, Long> byParty = new ConcurrentHashMap<>();

    /// @param most how many places there are
    Room(long most) {
        this.most = most;
    }

    private record Party(TenantId tenant, boolean isSession) {

        static Party of(AuditRecord record) {
            return new Party(record.tenant(), record.session() != 0);
        }
    }

    /// Takes the places of a record.
    ///
    /// @return false if there are none for it
    boolean take(AuditRecord record) {
        long places = places(record);
        Party party = Party.of(record);
        long mine = byParty.getOrDefault(party, 0L);
        long open = mine < most / PARTS ? most : most - most / PARTS;
        if (taken.get() + places > open) {
            return false;
        }
        taken.addAndGet(places);
        var _ = byParty.merge(party, places, Long::sum);
        return true;
    }

    /// Gives the places of a record back.
    void leave(AuditRecord record) {
        long places = places(record);
        taken.addAndGet(-places);
        var _ = byParty.computeIfPresent(Party.of(record), (_, held) -> held == places ? null : held - places);
    }

    private static long places(AuditRecord record) {
        return 1L + record.weight() / CHARACTERS;
    }
}
