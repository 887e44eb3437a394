package dev.berth.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The API in the hands of somebody.
///
/// @param token sent with each call; empty text for none
record ApiClient(int port, String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    ApiAnswer get(String path) {
        return call("GET", path, Map.of(), BodyPublishers.noBody());
    }

    ApiAnswer delete(String path) {
        return call("DELETE", path, Map.of(), BodyPublishers.noBody());
    }

    /// A job once it has ended.
    JsonObject endedJob(String id) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonObject job = get("/jobs/" + id).json();
        while (!job.containsKey("ended")) {
            if (System.nanoTime() > until) {
                throw new AssertionError("has not ended: " + job);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            job = get("/jobs/" + id).json();
        }
        return job;
    }

    ApiAnswer post(String path, JsonObject body) {
        return call("POST", path, body);
    }

    ApiAnswer put(String path, JsonObject body) {
        return call("PUT", path, body);
    }

    ApiAnswer patch(String path, JsonObject body) {
        return call(
                "PATCH",
                path,
                Map.of("Content-Type", "application/merge-patch+json"),
                BodyPublishers.ofString(body.encode()));
    }

    ApiAnswer call(String method, String path, JsonObject body) {
        return call(method, path, Map.of("Content-Type", "application/json"), BodyPublishers.ofString(body.encode()));
    }

    ApiAnswer call(String method, String path, Map<String, String> headers, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        headers.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new ApiAnswer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
