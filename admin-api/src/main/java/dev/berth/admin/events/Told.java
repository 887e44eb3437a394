package dev.berth.admin.events;

import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// One event as listeners are told of it.
///
/// @param number in the order of this node; 0 for what is not kept
/// @param type such as `login.accepted`
/// @param owner the tenant whom it concerns; empty for what only those see who see all
/// @param tenant what that one is called, as far as that is known
/// @param data the rest of it, made when somebody listens: of most events nobody does
record Told(
        long number,
        Instant at,
        String type,
        Optional<TenantId> owner,
        Optional<Slug> tenant,
        Supplier<JsonObject> data) {

    private static final String GAP = "gap";
    private static final String EVENTS = "events";

    /// That something is not told.
    ///
    /// @param number of the last event that is missing, or 0
    /// @param reason why
    /// @param events how many, if that is known
    static Told gap(long number, String reason, OptionalLong events) {
        var data = new JsonObject().put("reason", reason);
        events.ifPresent(count -> data.put(EVENTS, count));
        return new Told(number, Instant.now(), GAP, Optional.empty(), Optional.empty(), () -> data);
    }

    /// Whether it tells of what is not told, which concerns everybody.
    boolean isGap() {
        return type.equals(GAP);
    }

    /// A gap as those are told of it who hear of one tenant only: how much is missing is a count of others' events,
    /// too.
    Told uncounted() {
        JsonObject rest = data.get().copy();
        rest.remove(EVENTS);
        return new Told(number, at, type, owner, tenant, () -> rest);
    }

    /// As text of an event stream (HTML, 9.2 server-sent events).
    ///
    /// @param id what it is known by; of what is not kept, none is written
    String text(Supplier<String> id) {
        var json = new JsonObject().put("at", at.toString());
        tenant.ifPresent(slug -> json.put("tenant", slug.value()));
        json.mergeIn(data.get());
        return (number == 0 ? "" : "id: " + id.get() + "\n") + "event: " + type + "\ndata: " + json.encode() + "\n\n";
    }
}
