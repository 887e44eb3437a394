package dev.berth.admin.events;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/// One event as listeners are told of it.
///
/// @param number in the order of this node; 0 for what is not kept
/// @param type such as `login.accepted`
/// @param tenant the slug of the tenant whom it concerns; empty for what only those see who see all
record Told(long number, Instant at, String type, Optional<String> tenant, JsonObject data) {

    /// As text of an event stream (HTML, 9.2 server-sent events).
    ///
    /// @param life which life of the node the number belongs to
    String text(String life) {
        var json = new JsonObject().put("at", at.toString());
        tenant.ifPresent(slug -> json.put("tenant", slug));
        json.mergeIn(data);
        return (number == 0 ? "" : "id: " + life + "-" + number + "\n") + "event: " + type + "\ndata: " + json.encode()
                + "\n\n";
    }
}
