package dev.berth.admin.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The connections of a listener: no more than so many, and none that stays without a whole request, however slowly it
/// sends one.
final class Connections {

    /// @param most connections at once
    /// @param round how often all are looked at
    /// @param waiting for so many rounds one may be without a request
    /// @param busy for so many rounds one may be with one, its body and its answer included
    record Limits(int most, Duration round, int waiting, int busy) {

        /// One minute, and one minute more than a stream of events goes on.
        static final Limits USUAL = new Limits(1000, Duration.ofSeconds(10), 6, 96);
    }

    private final Limits limits;
    private final Map<HttpConnection, Use> open = new ConcurrentHashMap<>();

    Connections(Vertx vertx, Limits limits) {
        this.limits = limits;
        vertx.setPeriodic(limits.round().toMillis(), _ -> open.keySet().forEach(this::look));
    }

    /// @param requests those that are not answered yet, as far as is known
    /// @param rounds how often it was seen like that
    /// @param over whether no further request is looked at
    private record Use(List<HttpServerRequest> requests, boolean waits, int rounds, boolean over) {

        static final Use NEW = new Use(List.of(), true, 0, false);

        Use with(HttpServerRequest request) {
            return new Use(Stream.concat(running(), Stream.of(request)).toList(), false, 0, over);
        }

        Use ending() {
            return new Use(requests, waits, rounds, true);
        }

        Use later() {
            List<HttpServerRequest> left = running().toList();
            return new Use(left, left.isEmpty(), left.isEmpty() == waits ? rounds + 1 : 0, over);
        }

        private Stream<HttpServerRequest> running() {
            return requests.stream().filter(request -> !request.response().ended());
        }
    }

    /// One was opened.
    void opened(HttpConnection connection) {
        if (open.size() >= limits.most()) {
            close(connection);
            return;
        }
        open.put(connection, Use.NEW);
        connection.closeHandler(_ -> open.remove(connection));
    }

    /// A request has come. Where none is looked at any more, the connection is closed.
    ///
    /// @return whether it is looked at
    boolean admits(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        Use use = open.computeIfPresent(connection, (_, before) -> before.with(request));
        if (use == null || use.over()) {
            close(connection);
            return false;
        }
        return true;
    }

    /// No further request is looked at.
    void end(HttpConnection connection) {
        open.computeIfPresent(connection, (_, use) -> use.ending());
    }

    private void look(HttpConnection connection) {
        Use use = open.computeIfPresent(connection, (_, before) -> before.later());
        if (use != null && use.rounds() >= (use.waits() ? limits.waiting() : limits.busy())) {
            close(connection);
        }
    }

    private static void close(HttpConnection connection) {
        connection.close().onComplete(_ -> {}, _ -> {});
    }
}
