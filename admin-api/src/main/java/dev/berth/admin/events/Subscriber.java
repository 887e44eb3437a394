package dev.berth.admin.events;

import dev.berth.account.Administrator;
import dev.berth.tenant.TenantId;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One who listens. It is written to while its socket takes more; what it is too slow for is left out, and it is
/// told so by a gap. Lives on the context of the API.
final class Subscriber {

    private static final int AT_ONCE = 200;

    private final Administrator caller;
    private final EventFeed feed;
    private final EventIds ids;
    private final HttpServerResponse response;
    private final Optional<TenantId> tenant;
    private final Set<String> types;
    private long seen;

    /// @param caller who it is
    /// @param ids as it sees them
    /// @param tenant only events of this one; empty for all
    /// @param types only these; empty for all
    /// @param seen the number of the last event that it has seen
    Subscriber(
            Administrator caller,
            EventFeed feed,
            EventIds ids,
            HttpServerResponse response,
            Optional<TenantId> tenant,
            Set<String> types,
            long seen) {
        this.caller = caller;
        this.feed = feed;
        this.ids = ids;
        this.response = response;
        this.tenant = tenant;
        this.types = Set.copyOf(types);
        this.seen = seen;
        response.drainHandler(_ -> feed.run(this::pump));
    }

    /// Who it is.
    Administrator caller() {
        return caller;
    }

    /// Writes what it has not seen, as far as its socket takes it.
    void pump() {
        if (seen < feed.lost(tenant) && !response.writeQueueFull()) {
            long missed = feed.lost() - seen;
            feed.missed(missed);
            seen = feed.lost();
            write(Told.gap(seen, "slow", OptionalLong.of(missed)));
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

    /// Begins with the oldest that is kept, and tells why.
    void begin(String reason) {
        seen = feed.lost();
        write(Told.gap(seen, reason, OptionalLong.empty()));
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
        return told.isGap() || (wants(told.type()) && (tenant.isEmpty() || tenant.equals(told.owner())));
    }

    private void write(Told told) {
        if (response.ended() || response.closed()) {
            return;
        }
        Told fit = told.isGap() && tenant.isPresent() ? told.uncounted() : told;
        response.write(fit.text(() -> ids.write(caller, new EventIds.Place(feed.life(), fit.number()))))
                .onComplete(_ -> {}, _ -> {});
    }
}
