package dev.berth.transfer;

import dev.berth.net.DataSocket;
import dev.berth.net.Dialer;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/// Opens the data connections of active mode, and finds words for those that cannot be opened.
final class Dialling {

    private final Duration timeout;
    private final Events events;

    /// @param timeout how long it may take
    /// @param events told of what came of it
    Dialling(Duration timeout, Events events) {
        this.timeout = timeout;
        this.events = events;
    }

    /// Connects to the client.
    ///
    /// @param session where the socket will live
    Future<DataSocket> dial(DataPort.Active active, Context session) {
        Asker asker = active.asker();
        long begun = System.nanoTime();
        var from = new InetSocketAddress(asker.told(), active.fromPort());
        return Dialer.dial(session, from, active.target(), timeout)
                .onSuccess(_ -> events.publish(new Event.DataDialled(
                        asker.session(),
                        asker.owner(),
                        asker.tenant(),
                        asker.client(),
                        active.target(),
                        Duration.ofNanos(System.nanoTime() - begun))))
                .recover(cause -> {
                    Dialer.Failure why = Dialer.Failure.of(cause);
                    events.publish(new Event.DialFailed(
                            asker.session(),
                            asker.owner(),
                            asker.tenant(),
                            asker.client(),
                            active.target(),
                            why.name().toLowerCase(Locale.ROOT)));
                    return Future.failedFuture(new Reservation.NotArrived(words(why, active)));
                });
    }

    private String words(Dialer.Failure why, DataPort.Active active) {
        InetSocketAddress target = active.target();
        String place = target.getAddress().getHostAddress() + " port " + target.getPort();
        return switch (why) {
            case TIMEOUT ->
                "Your " + place + " did not answer within "
                        + timeout.toSeconds()
                        + " s; a firewall or router of yours lets nobody in, so use passive mode";
            case REFUSED -> "Your " + place + " refused the connection; use passive mode";
            case SOURCE ->
                "Nothing can be dialled from "
                        + active.asker().told().getHostAddress()
                        + " (active.sourceAddress), which is no address of this server; use passive mode";
            case UNREACHABLE -> "Your " + place + " cannot be reached from here; use passive mode";
        };
    }
}
