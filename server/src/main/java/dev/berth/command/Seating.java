package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.limit.Seats;
import dev.berth.session.Origin;
import io.vertx.core.Future;

/// Gives who has proved who he is a seat, if there is one, and else has him wait for a while: a client that opens one
/// session after the other is often a moment too early, and what it has left half dead gives way.
record Seating(Commands.Needs needs) {

    /// Takes a seat.
    ///
    /// @return fails with `LimitReached`
    Future<Void> take(Account account, Origin session) {
        Seats seats = needs.limits().seats();
        Future<Void> seat = seats.take(
                session.session(),
                account,
                session.client().getAddress(),
                event -> session.loop().runOnContext(_ -> event.run()));
        if (!seat.isComplete()) {
            needs.stale().end(seats.sessions(account));
            needs.vertx()
                    .timer(Math.max(1, needs.session().limitWait().toMillis()))
                    .onComplete(_ -> seats.giveUp(session.session()), _ -> {});
        }
        return seat;
    }
}
