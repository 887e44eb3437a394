package dev.berth.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The last entries of one session. Commands, replies and data connections come from different threads; none waits
/// for another.
final class Dialogue {

    private static final int KEPT = 48;

    private final AtomicReferenceArray<Entry> ring = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong count = new AtomicLong();

    void add(Entry entry) {
        ring.set((int) (count.getAndIncrement() % KEPT), entry);
    }

    /// Oldest first.
    List<Entry> entries() {
        long end = count.get();
        List<Entry> entries = new ArrayList<>(KEPT);
        for (long i = Math.max(0, end - KEPT); i < end; i++) {
            Entry entry = ring.get((int) (i % KEPT));
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
