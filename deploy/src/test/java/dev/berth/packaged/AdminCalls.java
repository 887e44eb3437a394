package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/// Calls of the admin API of a packaged server, by its operator.
public final class AdminCalls {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    AdminCalls(PackagedServer server) {
        Printed printed = server.printed();
        base = printed.admin() + "/api/v1";
        try {
            Path file = server.data().toAbsolutePath().getParent().resolve(printed.token());
            token = Files.readString(file).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Calls an operation, which must be done.
    ///
    /// @param path behind `/api/v1`
    /// @return the answer; empty if it has no body
    public JsonObject done(String method, String path, JsonObject body) {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
    }

    /// Calls an operation.
    public HttpResponse<String> call(String method, String path, JsonObject body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", method.equals("PATCH") ? MERGE_PATCH : "application/json")
                            .method(method, BodyPublishers.ofString(body.encode()))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
