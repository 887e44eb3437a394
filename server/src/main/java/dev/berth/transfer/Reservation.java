package dev.berth.transfer;

import dev.berth.net.DataSocket;
import dev.berth.net.EventLoops;
import dev.berth.observe.Event;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A passive port announced to a client, until its data connection has come or it has expired. A session calls it on
/// its own context only.
public final class Reservation {

    private static final int MOST_STRANGERS = 8;

    private final PassivePool pool;
    private final Asker asker;
    private final boolean forAnybody;
    private final Promise<Reservation> grant = Promise.promise();
    private final Promise<DataSocket> arrival = Promise.promise();
    private final Set<InetAddress> strangers = ConcurrentHashMap.newKeySet();
    private final long askedAt = System.nanoTime();
    private @Nullable Ticket<Reservation> ticket;
    private @Nullable Context dataLoop;
    private long announcedAt = askedAt;
    private long timer = -1;
    private boolean claimed;
    private boolean over;

    Reservation(PassivePool pool, Asker asker, boolean forAnybody) {
        this.pool = pool;
        this.asker = asker;
        this.forAnybody = forAnybody;
    }

    /// The port that was announced.
    public int port() {
        return ticket().port();
    }

    /// A transfer takes it. The time to connect begins anew.
    ///
    /// @return the data connection, on the data socket's context; fails with [NotArrived] when none comes in time
    public Future<DataSocket> claim() {
        if (dataLoop == null) {
            throw new IllegalStateException("no port was granted");
        }
        claimed = true;
        stopTimer();
        Future<DataSocket> arriving = arrival.future();
        if (!over && !arriving.isComplete()) {
            pool.extend(ticket());
            startTimer(pool.connectTimeout());
            // A timer that goes on holds all that belongs to the transfer long after its end.
            arriving.onSuccess(_ -> EventLoops.run(asker.loop(), this::stopTimer));
        }
        Promise<DataSocket> onDataLoop = EventLoops.promise(dataLoop);
        arriving.onComplete(onDataLoop);
        return onDataLoop.future();
    }

    /// The same session asks once more, and nobody has come. Where another port is free it is the better answer:
    /// the client may still be on its way to this one and not mean it any more. Where none is, this port is
    /// announced again, and the time to connect begins anew, so that a session that keeps asking never uses the
    /// ports up.
    ///
    /// @param told what the client is told now
    /// @return false if another port is needed
    public boolean renew(InetAddress told) {
        if (over || claimed || forAnybody || arrival.future().isComplete()) {
            return false;
        }
        if (!told.equals(asker.told()) || !pool.offers(port()) || pool.hasRoom(ticket())) {
            return false;
        }
        pool.extend(ticket());
        startTimer(pool.connectTimeout());
        return true;
    }

    /// Gives it up: nobody will be let in, and a connection that has come and was not claimed is closed.
    public void cancel() {
        stopTimer();
        if (!over) {
            over = true;
            if (!arrival.future().isComplete() && ticket != null && ticket.port() != 0) {
                pool.tell(new Event.DataGivenUp(
                        asker.session(), asker.owner(), asker.tenant(), asker.client(), port(), age()));
            }
            giveUp(new NotArrived("The data connection was given up"));
        }
    }

    /// Stops waiting for a port, because the client has more to say.
    void stopWaiting() {
        if (!grant.future().isComplete()) {
            waitedInVain("all passive ports wait for your address; try again");
        }
    }

    /// Whether the data connection has come. On any context.
    boolean hasArrived() {
        return arrival.future().succeeded();
    }

    /// Whose data connection it will be.
    Asker asker() {
        return asker;
    }

    boolean isForAnybody() {
        return forAnybody;
    }

    /// On the session's context: it has a port. The time to connect begins.
    Reservation granted(Ticket<Reservation> given, Context context) {
        ticket = given;
        dataLoop = context;
        announcedAt = System.nanoTime();
        pool.tell(new Event.PortAnnounced(
                asker.session(),
                asker.owner(),
                asker.tenant(),
                asker.client(),
                asker.told(),
                given.port(),
                asker.isRoutable(),
                Duration.ofNanos(announcedAt - askedAt)));
        startTimer(pool.connectTimeout());
        return this;
    }

    /// On the session's context: no port is free yet.
    Future<Reservation> await(Ticket<Reservation> waiting) {
        ticket = waiting;
        pool.waitingSessions().add(this);
        timer = asker.loop()
                .owner()
                .setTimer(
                        Math.max(1, pool.waitTimeout().toMillis()),
                        _ -> waitedInVain("all passive ports wait for your address; try again"));
        return grant.future();
    }

    /// On the session's context: there is a port after all, maybe too late.
    void grantedLater(Ticket<Reservation> given, Context context) {
        if (over) {
            pool.withdraw(given);
        } else {
            stopTimer();
            pool.waitingSessions().remove(this);
            var _ = granted(given, context);
            grant.complete(this);
        }
    }

    /// On the data socket's context.
    ///
    /// @return false if it is not wanted any more
    boolean arrived(DataSocket socket) {
        boolean wanted = arrival.tryComplete(socket);
        if (wanted) {
            pool.tell(new Event.DataArrived(
                    asker.session(),
                    asker.owner(),
                    asker.tenant(),
                    asker.client(),
                    socket.client().getAddress(),
                    socket.server().getPort(),
                    age()));
        }
        return wanted;
    }

    /// On any context: somebody else has come to the port.
    void sawStranger(InetAddress peer) {
        if (strangers.size() < MOST_STRANGERS && strangers.add(peer)) {
            pool.tell(new Event.DataForeign(
                    asker.session(), asker.owner(), asker.tenant(), asker.client(), peer, port()));
        }
    }

    private Ticket<Reservation> ticket() {
        if (ticket == null) {
            throw new IllegalStateException("no port was granted");
        }
        return ticket;
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - announcedAt);
    }

    private void startTimer(Duration time) {
        stopTimer();
        timer = asker.loop().owner().setTimer(time.toMillis(), _ -> expire());
    }

    private void stopTimer() {
        if (timer >= 0) {
            asker.loop().owner().cancelTimer(timer);
            timer = -1;
        }
    }

    private void waitedInVain(String why) {
        stopTimer();
        over = true;
        pool.waitingSessions().remove(this);
        pool.withdraw(ticket());
        pool.tell(new Event.PortRefused(asker.session(), asker.owner(), asker.tenant(), asker.client(), why));
        var _ = grant.tryFail(new NoPort(why));
    }

    private void expire() {
        timer = -1;
        if (over) {
            return;
        }
        // Whoever completes the arrival first decides: a connection may come on its own context at any moment.
        boolean missing = arrival.tryFail(new NotArrived(missing()));
        if (!missing && claimed) {
            return;
        }
        over = true;
        giveUp(new NotArrived("The data connection was closed because no command followed it; use PASV or EPSV again"));
        if (missing) {
            pool.tell(new Event.DataMissing(
                    asker.session(),
                    asker.owner(),
                    asker.tenant(),
                    asker.client(),
                    asker.told(),
                    port(),
                    pool.range(),
                    asker.isRoutable(),
                    pool.connectTimeout(),
                    Set.copyOf(strangers)));
        }
    }

    private String missing() {
        String place = place(asker.told()) + " port " + port();
        String within = " within " + pool.connectTimeout().toSeconds() + " s";
        return strangers.isEmpty()
                ? "No connection from " + place(asker.client()) + " reached " + place + within
                : "Nobody but " + strangers.stream().map(Reservation::place).collect(Collectors.joining(", "))
                        + " reached " + place + within + ", and you are " + place(asker.client());
    }

    private static String place(InetAddress address) {
        return address.getHostAddress();
    }

    private void giveUp(NotArrived why) {
        if (ticket != null) {
            pool.withdraw(ticket);
        }
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
