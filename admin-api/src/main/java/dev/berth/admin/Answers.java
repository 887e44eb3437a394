package dev.berth.admin;

import dev.berth.admin.http.EntityTags;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Tags;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Makes an HTTP answer of what an operation answers.
final class Answers {

    private static final int NOT_MODIFIED = 304;

    private final Tags tags;

    /// @param tags of what has a revision
    Answers(Tags tags) {
        this.tags = tags;
    }

    /// Answers a request.
    ///
    /// @param thing what the answer is about
    void send(RoutingContext request, String thing, Answer answer) {
        HttpServerResponse response = request.response();
        Optional<String> tag = answer.revision().map(revision -> "\"" + tags.write(thing, revision) + "\"");
        tag.ifPresent(text -> response.putHeader(HttpHeaders.ETAG, text));
        if (isKnown(request, tag)) {
            response.setStatusCode(NOT_MODIFIED)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end()
                    .onComplete(_ -> {}, _ -> {});
            return;
        }
        response.setStatusCode(answer.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.headers()
                .forEach((name, value) ->
                        response.putHeader(name, name.equals("Location") ? Routes.BASE + value : value));
        answer.body().map(body -> send(response, body)).orElseGet(response::end).onComplete(_ -> {}, _ -> {});
    }

    /// Whether the caller has what it asks for (RFC 9110 §13.1.2), as one who looks again and again.
    private static boolean isKnown(RoutingContext request, Optional<String> tag) {
        return request.request().method().equals(HttpMethod.GET)
                && tag.filter(text -> EntityTags.areNamed(request.request(), text))
                        .isPresent();
    }

    private static Future<Void> send(HttpServerResponse response, Answer.Body body) {
        return switch (body) {
            case Answer.Body.Json json ->
                send(response, "application/json", json.object().toBuffer());
            case Answer.Body.Content content -> send(response, content.type(), content.octets());
            case Answer.Body.Live live -> {
                live.writer()
                        .accept(response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                                .setChunked(true));
                yield Future.succeededFuture();
            }
        };
    }

    /// The length is told as well where the body is not sent, because the method is HEAD.
    private static Future<Void> send(HttpServerResponse response, String type, Buffer octets) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(octets.length()))
                .end(octets);
    }
}
