package dev.berth.admin.operation;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What an operation answers when it is done.
///
/// @param status the HTTP status
/// @param body the body, if there is one
/// @param headers more than every answer has; `Location` is relative to the server's path
/// @param revision of the thing, for its `ETag`
public record Answer(int status, Optional<Body> body, Map<String, String> headers, Optional<Long> revision) {

    /// What is answered.
    public sealed interface Body {

        /// An object.
        record Json(JsonObject object) implements Body {}

        /// Text, or octets of any kind.
        ///
        /// @param type the media type
        record Content(String type, Buffer octets) implements Body {}

        /// A stream of events that goes on.
        ///
        /// @param writer writes to the response, whose head is ready, from now on
        record Live(Consumer<HttpServerResponse> writer) implements Body {}
    }

    public Answer {
        headers = Map.copyOf(headers);
    }

    /// Of a thing without a revision.
    public Answer(int status, Optional<Body> body, Map<String, String> headers) {
        this(status, body, headers, Optional.empty());
    }

    /// 200.
    public static Answer ok(JsonObject body) {
        return new Answer(200, Optional.of(new Body.Json(body)), Map.of());
    }

    /// 200 with something that is no JSON.
    ///
    /// @param type the media type
    public static Answer ok(String type, Buffer octets) {
        return new Answer(200, Optional.of(new Body.Content(type, octets)), Map.of());
    }

    /// 200 with a stream of events.
    public static Answer live(Consumer<HttpServerResponse> writer) {
        return new Answer(200, Optional.of(new Body.Live(writer)), Map.of());
    }

    /// 201.
    ///
    /// @param location where it is read, such as `/tenants/north`
    public static Answer created(JsonObject body, String location) {
        return new Answer(201, Optional.of(new Body.Json(body)), Map.of("Location", location));
    }

    /// 201 for a thing that has no place of its own.
    public static Answer created(JsonObject body) {
        return new Answer(201, Optional.of(new Body.Json(body)), Map.of());
    }

    /// 202.
    ///
    /// @param location where it is read how far it is
    public static Answer accepted(JsonObject body, String location) {
        return new Answer(202, Optional.of(new Body.Json(body)), Map.of("Location", location));
    }

    /// 204.
    public static Answer done() {
        return new Answer(204, Optional.empty(), Map.of());
    }

    /// The same with the revision of the thing, for `If-Match`.
    public Answer tagged(long revision) {
        return new Answer(status, body, headers, Optional.of(revision));
    }

    /// The same with one more header.
    public Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more, revision);
    }
}
