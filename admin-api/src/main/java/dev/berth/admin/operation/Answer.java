package dev.berth.admin.operation;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// What an operation answers when it is done.
///
/// @param status the HTTP status
/// @param body the body
/// @param location where the thing that was made is read, relative to the server's path
public record Answer(int status, JsonObject body, Optional<String> location) {

    /// 200.
    public static Answer ok(JsonObject body) {
        return new Answer(200, body, Optional.empty());
    }

    /// 201.
    ///
    /// @param location where it is read, such as `/tenants/north`
    public static Answer created(JsonObject body, String location) {
        return new Answer(201, body, Optional.of(location));
    }

    /// 201 for a thing that has no place of its own.
    public static Answer created(JsonObject body) {
        return new Answer(201, body, Optional.empty());
    }
}
