package dev.berth.limit;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// A bucket, and what its rate is at this moment.
///
/// @param filled where the tokens come from
/// @param limit the rate
/// @param parts into how many even parts it is divided
/// @param users how many transfers share one of them
record Lane(Bucket filled, LongSupplier limit, IntSupplier parts, IntSupplier users) {

    long rate() {
        return limit.getAsLong();
    }

    /// What of so many octets is the part of one account, and of one of its transfers.
    ///
    /// @param most what one account may have
    double share(double octets, double most) {
        return Math.min(octets / parts.getAsInt(), most) / users.getAsInt();
    }

    /// The bucket, at the rate of this moment.
    Bucket bucket(long now) {
        filled.goOnAt(rate(), now);
        return filled;
    }
}
