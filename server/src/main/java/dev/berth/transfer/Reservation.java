package dev.berth.transfer;

import dev.berth.net.DataSocket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Duration;

/// A passive port announced to a client address, until its data connection has come or it has expired. A session
/// calls it on its own context only.
public final class Reservation {

    private final PassivePool pool;
    private final InetAddress client;
    private final int port;
    private final Context session;
    private final Promise<DataSocket> arrival;
    private long timer = -1;
    private boolean claimed;
    private boolean over;

    Reservation(PassivePool pool, InetAddress client, int port, Context session, Promise<DataSocket> arrival) {
        this.pool = pool;
        this.client = client;
        this.port = port;
        this.session = session;
        this.arrival = arrival;
    }

    /// The port that was announced.
    public int port() {
        return port;
    }

    /// A transfer takes it. The time to connect begins anew.
    ///
    /// @return the data connection, on the data socket's context; fails with [NotArrived] when none comes in time
    public Future<DataSocket> claim() {
        claimed = true;
        if (!arrival.future().isComplete()) {
            startTimer(pool.connectTimeout());
        }
        return arrival.future();
    }

    /// Gives it up: nobody will be let in, and a connection that has come and was not claimed is closed.
    public void cancel() {
        stopTimer();
        if (!over) {
            over = true;
            giveUp(new NotArrived("the reservation was given up"));
        }
    }

    /// On the session's context: begins the time to connect.
    void announce() {
        startTimer(pool.connectTimeout());
    }

    InetAddress client() {
        return client;
    }

    Promise<DataSocket> arrival() {
        return arrival;
    }

    private void startTimer(Duration time) {
        stopTimer();
        timer = session.owner().setTimer(time.toMillis(), _ -> expire());
    }

    private void stopTimer() {
        if (timer >= 0) {
            session.owner().cancelTimer(timer);
            timer = -1;
        }
    }

    private void expire() {
        timer = -1;
        if (!over && !(claimed && arrival.future().isComplete())) {
            over = true;
            giveUp(new NotArrived("nobody connected to port " + port + " within "
                    + pool.connectTimeout().toSeconds() + " s"));
        }
    }

    private void giveUp(NotArrived why) {
        pool.withdraw(this);
        if (!arrival.tryFail(why) && !claimed) {
            arrival.future().onComplete(socket -> socket.reset(), _ -> {});
        }
    }

    /// Why there is no data connection, in words for the client.
    static final class NotArrived extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotArrived(String message) {
            super(message, null, false, false);
        }

        /// The words.
        String words() {
            return String.valueOf(getMessage());
        }
    }
}
