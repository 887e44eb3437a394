package dev.berth.storage.local;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets whatever takes a name from a file happen one at a time for each name, so that who has looked what would be lost
/// by it loses exactly that. Threads of the storage's pool wait, each for a few system calls of others; an event loop,
/// which does this only to what lies in memory, looks before whether it would have to.
final class NameLocks {

    private final ConcurrentHashMap<Replacing.Place, Shared> locks = new ConcurrentHashMap<>();

    /// @param users who have it or wait for it
    private record Shared(ReentrantLock lock, int users) {

        Shared by(int more) {
            return new Shared(lock, users + more);
        }
    }

    /// Whether nothing is done to a name, and nobody waits to do something.
    boolean isFree(Replacing.Place place) {
        return !locks.containsKey(place);
    }

    /// Does something while nobody else does anything to the same name.
    <T> T alone(Replacing.Place place, Supplier<T> act) {
        ReentrantLock lock = locks.merge(place, new Shared(new ReentrantLock(), 1), (known, _) -> known.by(1))
                .lock();
        lock.lock();
        try {
            return act.get();
        } finally {
            lock.unlock();
            locks.computeIfPresent(place, (_, known) -> known.users() == 1 ? null : known.by(-1));
        }
    }
}
