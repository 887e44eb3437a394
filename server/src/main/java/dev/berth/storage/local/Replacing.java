package dev.berth.storage.local;

import java.util.concurrent.ConcurrentHashMap;

/// The names that uploads under way will take when they are done. Several may be after the same; who writes in place
/// meanwhile would write to a file that is about to go.
final class Replacing {

    private final ConcurrentHashMap<Place, Integer> uploads = new ConcurrentHashMap<>();

    /// Where a name is.
    ///
    /// @param directory which one
    record Place(FileKey directory, String name) {}

    /// An upload begins; [#leave] says that it is over.
    ///
    /// @param alone whether it wants the name only if no other is after it
    /// @return false if it does not get it; then it is over already
    boolean enter(Place place, boolean alone) {
        return alone ? uploads.putIfAbsent(place, 1) == null : uploads.merge(place, 1, Integer::sum) > 0;
    }

    /// An upload that had entered is over.
    void leave(Place place) {
        uploads.computeIfPresent(place, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Whether there is any at all.
    boolean isEmpty() {
        return uploads.isEmpty();
    }

    /// Whether an upload goes to a name.
    boolean contains(Place place) {
        return uploads.containsKey(place);
    }
}
