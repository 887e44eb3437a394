package dev.berth.admin.events;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One who listens. It is written to while its socket takes more; what it is too slow for is left out, and it is
/// told so. Lives on the context of the API.
final class Subscriber {

    private static final int AT_ONCE = 200;

    private final EventFeed feed;
    private final HttpServerResponse response;
    private final Optional<String> tenant;
    private final Set<String> types;
    private long seen;

    /// @param tenant only events of this one; empty for all
    /// @param types only these; empty for all
    /// @param seen the number of the last event that it has seen
    Subscriber(EventFeed feed, HttpServerResponse response, Optional<String> tenant, Set<String> types, long seen) {
        this.feed = feed;
        this.response = response;
        this.tenant = tenant;
        this.types = Set.copyOf(types);
        this.seen = seen;
        response.drainHandler(_ -> feed.run(this::pump));
    }

    /// Writes what it has not seen, as far as its socket takes it.
    void pump() {
        if (seen < feed.lost()) {
            write(new Told(
                    0, Instant.now(), "lost", Optional.empty(), new JsonObject().put("events", feed.lost() - seen)));
            seen = feed.lost();
        }
        List<Told> next = feed.after(seen, AT_ONCE);
        while (!next.isEmpty() && !response.ended() && !response.closed()) {
            for (Told told : next) {
                if (response.writeQueueFull()) {
                    return;
                }
                seen = told.number();
                if (wants(told)) {
                    write(told);
                }
            }
            next = feed.after(seen, AT_ONCE);
        }
    }

    /// Tells of something that is not kept, unless it is behind already.
    void hint(Told told) {
        if (wants(told) && !response.writeQueueFull()) {
            write(told);
        }
    }

    /// Whether it wants a type at all.
    boolean wants(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /// Keeps the connection alive.
    void beat() {
        if (!response.writeQueueFull() && !response.closed()) {
            response.write(": alive\n\n").onComplete(_ -> {}, _ -> {});
        }
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end().onComplete(_ -> {}, _ -> {});
        }
    }

    private boolean wants(Told told) {
        return wants(told.type()) && (tenant.isEmpty() || tenant.equals(told.tenant()));
    }

    private void write(Told told) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.write(told.text(feed.life())).onComplete(_ -> {}, _ -> {});
    }
}
