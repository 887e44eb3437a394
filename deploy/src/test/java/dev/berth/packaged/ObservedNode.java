package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a packaged server tells of itself.
///
/// @param health its health listener, which has the metrics too
record ObservedNode(PackagedServer server, URI health) {

    private static final Pattern LOST = Pattern.compile("(?m)^berth_audit_lost_total(?:\\{.*})? ([0-9.E]+)$");
    private static final Pattern TOLD = Pattern.compile("(\\d+) records before this one were lost");

    /// How many audit records were lost, by the metrics.
    long losses() {
        Matcher found = LOST.matcher(get("/metrics").body());
        assertThat(found.find()).isTrue();
        return (long) Double.parseDouble(found.group(1));
    }

    /// How many losses the audit record itself tells of.
    long lossesTold() {
        return new AdminCalls(server)
                .done("GET", "/audit?operation=records-lost", new JsonObject()).getJsonArray("items").stream()
                        .map(record -> TOLD.matcher(((JsonObject) record).getString("detail")))
                        .filter(Matcher::find)
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum();
    }

    /// Whether `/health/ready` answers so.
    boolean isReady(int status) {
        return get("/health/ready").statusCode() == status;
    }

    /// What the health listener answers.
    HttpResponse<String> get(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(health.resolve(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
