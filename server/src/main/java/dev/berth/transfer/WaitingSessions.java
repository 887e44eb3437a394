package dev.berth.transfer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The sessions whose PASV or EPSV is held back because all ports are taken.
final class WaitingSessions {

    private final Map<Long, Reservation> waiting = new ConcurrentHashMap<>();

    void add(Reservation reservation) {
        waiting.put(reservation.asker().session(), reservation);
    }

    void remove(Reservation reservation) {
        waiting.remove(reservation.asker().session(), reservation);
    }

    /// On the session's context: it does not want to wait any longer.
    void hurry(long session) {
        Reservation held = waiting.get(session);
        if (held != null) {
            held.stopWaiting();
        }
    }
}
