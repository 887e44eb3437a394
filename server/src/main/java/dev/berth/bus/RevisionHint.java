package dev.berth.bus;

import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// "The directory has changed": read it again. Losing it only delays.
///
/// @param revision the number of the change
/// @param tenant whose ports the sender wants to hear of in [Applied]
public record RevisionHint(long revision, Optional<Slug> tenant) {

    private static final int VERSION = 1;

    /// The message's body.
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("v", VERSION).put("revision", revision);
        tenant.ifPresent(slug -> json.put("tenant", slug.value()));
        return json;
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static RevisionHint fromJson(JsonObject json) {
        return new RevisionHint(
                json.getLong("revision"),
                Optional.ofNullable(json.getString("tenant")).map(Slug::new));
    }
}
