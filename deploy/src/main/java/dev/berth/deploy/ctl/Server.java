package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The admin API of one server, as seen by the holder of one token.
///
/// @param base with its path, such as `http://127.0.0.1:8421/api/v1`
/// @param token sent with each call; empty for none
/// @param client does the calls
record Server(URI base, String token, HttpClient client) {

    private static final Duration LOOK = Duration.ofMillis(200);

    /// A state may take ten minutes to be applied.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(11);

    /// The host of the API, without the brackets of a literal address.
    String host() {
        return base.getHost().replaceAll("[\\[\\]]", "");
    }

    /// Reads.
    JsonObject get(String path) {
        return call(request(path).GET());
    }

    /// Reads what is no JSON.
    String text(String path) {
        return answered(request(path).GET()).body();
    }

    /// Reads a list: all its pages.
    ///
    /// @param path of the list, without a query
    /// @param query such as `status=blocked&`, or empty
    JsonArray all(String path, String query) {
        var items = new JsonArray();
        String after = "";
        do {
            JsonObject page = get(path + "?" + query + "limit=1000" + after);
            items.addAll(page.getJsonArray("items"));
            after = page.containsKey("next") ? "&after=" + Ctl.segment(page.getString("next")) : "";
        } while (!after.isEmpty());
        return items;
    }

    /// Waits for the end of a job.
    ///
    /// @return the job
    JsonObject ended(String id) {
        String path = "/jobs/" + Ctl.segment(id);
        JsonObject job = get(path);
        while (!job.containsKey("ended")) {
            LockSupport.parkNanos(LOOK.toNanos());
            job = get(path);
        }
        return job;
    }

    /// Makes.
    JsonObject post(String path, JsonObject body) {
        return call(with("POST", path, "application/json", body));
    }

    /// Sets.
    JsonObject put(String path, JsonObject body) {
        return call(with("PUT", path, "application/json", body));
    }

    /// Changes what the body names (RFC 7396).
    JsonObject patch(String path, JsonObject body) {
        return call(with("PATCH", path, "application/merge-patch+json", body));
    }

    /// Changes what the body names, unless somebody else does so at the same time (412).
    void patchUnchanged(String path, JsonObject body) {
        HttpResponse<String> seen = open(path, Map.of(), BodyHandlers.ofString());
        HttpRequest.Builder patch = with("PATCH", path, "application/merge-patch+json", body);
        seen.headers().firstValue("ETag").ifPresent(tag -> patch.setHeader("If-Match", tag));
        var _ = call(patch);
    }

    /// Removes.
    JsonObject delete(String path) {
        return call(request(path).DELETE());
    }

    /// A request that is not to be read as one JSON object.
    ///
    /// @return the answer, after it is known to be no refusal
    <T> HttpResponse<T> open(String path, Map<String, String> headers, BodyHandler<T> body) {
        HttpRequest.Builder request = request(path).GET();
        headers.forEach(request::header);
        return send(request.build(), body);
    }

    private JsonObject call(HttpRequest.Builder request) {
        return body(answered(request));
    }

    private HttpResponse<String> answered(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.timeout(LONGEST_CALL).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw refused(response);
        }
        return response;
    }

    /// Berth's own refusals are problems (RFC 9457); what answers otherwise is something else.
    private CtlFailed refused(HttpResponse<String> response) {
        JsonObject body = body(response);
        return body.containsKey("title")
                ? CtlFailed.of(response.statusCode(), body)
                : unreachable("it answered " + response.statusCode() + " (is this the admin API? --url, BERTH_URL)");
    }

    private HttpRequest.Builder with(String method, String path, String type, JsonObject body) {
        return request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
                .setHeader("Content-Type", type);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw unreachable(Reason.of(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted");
        }
    }

    private JsonObject body(HttpResponse<String> response) {
        if (response.body().isEmpty()) {
            return new JsonObject();
        }
        try {
            return new JsonObject(response.body());
        } catch (DecodeException _) {
            throw unreachable("the answer is not Berth's (is this the admin API? --url, BERTH_URL)");
        }
    }

    private CtlFailed unreachable(String why) {
        return new CtlFailed(Exit.UNAVAILABLE, "Cannot call " + base + ": " + why);
    }
}
