package dev.berth.limit;

import dev.berth.tenant.Limits;
import java.util.List;

/// One transfer's way through the buckets of its session, its account and its tenant, in this order: a place in the
/// next one is taken only when the one before lets it go, so that a slow session never keeps places that others of
/// its tenant could use. It is used on one context.
public final class Passage {

    /// A piece is what the uppermost limit lets go in this time, divided by those who share it: often enough to be
    /// even, seldom enough to be cheap.
    private static final double ROUND_SECONDS = 0.05;

    /// Below another limit pieces may be that many times longer, for who waits for his turn above must have enough to
    /// send when it comes.
    private static final double LONGER = 2;

    private static final double SMALLEST = 256;

    /// However many share it, pieces are not smaller than this if they need not be.
    private static final double SMALLEST_SHARED = 4 << 10;

    /// It is not worth while to wait for less; who goes on is that much too early, and never more.
    private static final long SHORTEST_WAIT = 10_000_000;

    private final List<Lane> lanes;
    private final Runnable atEnd;
    private int at;
    private boolean waiting;
    private long place;

    Passage(List<Lane> lanes, Runnable atEnd) {
        this.lanes = List.copyOf(lanes);
        this.atEnd = atEnd;
    }

    /// Whether nothing limits it at this moment.
    public boolean isFree() {
        for (Lane lane : lanes) {
            if (lane.rate() != Limits.UNLIMITED) {
                return false;
            }
        }
        return true;
    }

    /// How many octets should be asked for at once.
    ///
    /// @param most how many would be sent if nothing limited them
    public long piece(long most) {
        double all = (double) most;
        double round = ROUND_SECONDS;
        double even = all;
        double shared = all;
        for (Lane lane : lanes.reversed()) {
            long rate = lane.rate();
            if (rate != Limits.UNLIMITED) {
                even = Math.min(even, Math.max(rate * round, SMALLEST));
                shared = Math.min(shared, lane.share(rate * round, all));
                round *= LONGER;
            }
        }
        return (long) Math.max(shared, Math.min(even, SMALLEST_SHARED));
    }

    /// Asks whether octets may go. Who must wait asks again with the same number.
    ///
    /// @return how long to wait first, in nanoseconds; 0 if they may go now
    public long ask(long octets, long now) {
        while (at < lanes.size()) {
            Lane lane = lanes.get(at);
            Bucket bucket = lane.bucket(now);
            if (!waiting) {
                place = bucket.take(octets, now);
                waiting = true;
            }
            long rest = bucket.rest(place, now);
            if (rest > SHORTEST_WAIT) {
                return rest;
            }
            waiting = false;
            at++;
        }
        at = 0;
        return 0;
    }

    /// The transfer is over.
    public void end() {
        atEnd.run();
    }
}
