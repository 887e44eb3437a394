package dev.berth.limit;

import dev.berth.account.Account;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.concurrent.Executor;

/// A session that waits for a seat.
///
/// @param why what it waits for
/// @param seat complete when it has one
/// @param loop where that is told
record Waiter(long session, Account account, InetAddress address, LimitReached why, Promise<Void> seat, Executor loop) {

    void seated() {
        loop.execute(() -> {
            var _ = seat.tryComplete();
        });
    }

    void refused() {
        loop.execute(() -> {
            var _ = seat.tryFail(why);
        });
    }
}
