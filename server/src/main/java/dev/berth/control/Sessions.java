package dev.berth.control;

import dev.berth.session.Roll;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the sessions of a node, and admits no more than it can serve.
public final class Sessions {

    private static final long NUMBERS = 1_000_000_000_000_000L;

    private final int max;
    private final Duration staleAfter;
    private final Roll roll = new Roll();
    private volatile boolean draining;
    private final AtomicInteger open = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, Present> present = new ConcurrentHashMap<>();

    /// @param max how many at once
    /// @param staleAfter how long one must have been silent to give way to another of its account
    public Sessions(int max, Duration staleAfter) {
        this.staleAfter = staleAfter;
        this.max = max;
    }

    /// Who is logged in.
    public Roll roll() {
        return roll;
    }

    /// How many there are.
    public int open() {
        return open.get();
    }

    /// A session that is there.
    ///
    /// @param began when it was greeted
    record Present(ControlConnection connection, Instant began) {}

    /// Those that are there, the oldest first. May be asked on any thread.
    List<Present> present() {
        return present.values().stream()
                .sorted(Comparator.comparing(Present::began))
                .toList();
    }

    /// Ends those of some sessions that nobody seems to be there for any more. May be called on any thread.
    public void endStale(List<Long> numbers) {
        for (long number : numbers) {
            Present one = present.get(number);
            if (one != null) {
                ControlConnection connection = one.connection();
                connection.state().origin().loop().runOnContext(_ -> connection.giveWay(staleAfter));
            }
        }
    }

    /// A session has been greeted.
    void enter(ControlConnection connection) {
        present.put(connection.number(), new Present(connection, Instant.now()));
    }

    /// The number of a new session, of at most 15 digits. Tenants see those of theirs: it does not tell how many others
    /// have.
    long nextNumber() {
        long number = random.nextLong(1, NUMBERS);
        while (present.containsKey(number)) {
            number = random.nextLong(1, NUMBERS);
        }
        return number;
    }

    /// Whether the node is taken out of service: nobody is greeted, and those who are idle are sent away.
    public boolean isDraining() {
        return draining;
    }

    /// Takes the node out of service, or back.
    void drain(boolean wanted) {
        draining = wanted;
    }

    /// Takes a seat.
    ///
    /// @return false if there is none
    boolean admit() {
        if (open.incrementAndGet() <= max) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    /// A session is over: gives its seat back.
    void leave(ControlConnection connection) {
        present.remove(connection.number());
        open.decrementAndGet();
    }
}
