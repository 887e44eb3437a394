package dev.berth.bus;

import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Asks a node about its sessions, at [Address#sessions]. It is answered with [SessionsAnswer].
///
/// @param tenant only the sessions of this tenant; empty for everybody's
/// @param look the number of the only session that is asked for; empty for all
/// @param end the number of the session that is to be ended; empty to look only
/// @param tell the number of the session that is to be told something; empty to look only
/// @param why the sentence that its client is told
public record SessionsRequest(
        Optional<TenantId> tenant, Optional<Long> look, Optional<Long> end, Optional<Long> tell, String why) {

    private static final int VERSION = 1;

    /// Which sessions there are.
    public static SessionsRequest list(Optional<TenantId> tenant) {
        return new SessionsRequest(tenant, Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    /// What one of them is.
    public static SessionsRequest look(long session, Optional<TenantId> tenant) {
        return new SessionsRequest(tenant, Optional.of(session), Optional.empty(), Optional.empty(), "");
    }

    /// End one of them.
    public static SessionsRequest end(long session, Optional<TenantId> tenant, String why) {
        return new SessionsRequest(tenant, Optional.empty(), Optional.of(session), Optional.empty(), why);
    }

    /// Tell one of them something.
    public static SessionsRequest tell(long session, Optional<TenantId> tenant, String text) {
        return new SessionsRequest(tenant, Optional.empty(), Optional.empty(), Optional.of(session), text);
    }

    /// The session that it is about; empty for all.
    public Optional<Long> one() {
        return look.or(() -> end).or(() -> tell);
    }

    /// The message's body.
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("v", VERSION).put("why", why);
        tenant.ifPresent(id -> json.put("tenant", id.value()));
        look.ifPresent(session -> json.put("look", session));
        end.ifPresent(session -> json.put("end", session));
        tell.ifPresent(session -> json.put("tell", session));
        return json;
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static SessionsRequest fromJson(JsonObject json) {
        return new SessionsRequest(
                Optional.ofNullable(json.getLong("tenant")).map(TenantId::new),
                Optional.ofNullable(json.getLong("look")),
                Optional.ofNullable(json.getLong("end")),
                Optional.ofNullable(json.getLong("tell")),
                json.getString("why"));
    }
}
