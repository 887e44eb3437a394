package dev.berth.admin.events;

import dev.berth.account.Administrator;
import dev.berth.admin.operation.Opaque;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The ids of events in a stream, all of one length. Their numbers count what happens to all tenants: only we can read
/// them, and each is good for those who see what its listener sees.
final class EventIds {

    private final Opaque words;

    EventIds(Opaque words) {
        this.words = words;
    }

    /// What an id tells.
    ///
    /// @param life which life of the node the number belongs to
    record Place(long life, long number) {}

    /// The id of an event, as a listener sees it.
    String write(Administrator listener, Place place) {
        return words.write(
                purpose(listener),
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(place.life())
                        .putLong(place.number())
                        .array());
    }

    /// What an id tells that was given to such a listener; empty if it was not.
    Optional<Place> read(Administrator listener, String id) {
        return words.read(purpose(listener), id)
                .filter(octets -> octets.length == 2 * Long.BYTES)
                .map(ByteBuffer::wrap)
                .map(octets -> new Place(octets.getLong(), octets.getLong()));
    }

    private static String purpose(Administrator listener) {
        return "event\n" + listener.tenant();
    }
}
