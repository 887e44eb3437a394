package dev.berth.storage.local;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What waits for a thread: a line for each tenant, of which the first ones are taken in turn. So who has very much to
/// be done is itself who waits for it.
final class Lines {

    /// Each touched only while its entry is computed, by one thread at a time.
    private final ConcurrentHashMap<String, ArrayDeque<Runnable>> lines = new ConcurrentHashMap<>();

    /// Whose lines have somebody in them, in the order of their turns.
    private final Queue<String> turns = new ConcurrentLinkedQueue<>();

    /// Goes to the end of a line.
    ///
    /// @param whose the tenant
    void join(String whose, Runnable task) {
        lines.compute(whose, (_, before) -> {
            ArrayDeque<Runnable> line = before;
            if (line == null) {
                line = new ArrayDeque<>();
                turns.add(whose);
            }
            line.add(task);
            return line;
        });
    }

    /// Takes the first one of the tenant whose turn it is. To be called no more often than [#join] was.
    Runnable next() {
        String whose = turns.poll();
        while (whose == null) {
            // Another thread takes one of its line, and puts it back, at this very moment.
            Thread.onSpinWait();
            whose = turns.poll();
        }
        Runnable[] first = {() -> {}};
        lines.computeIfPresent(whose, (same, line) -> {
            first[0] = line.remove();
            if (line.isEmpty()) {
                return null;
            }
            turns.add(same);
            return line;
        });
        return first[0];
    }
}
