package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Reads a stream of events on a thread of its own.
final class EventListening implements AutoCloseable {

    /// One event.
    record Told(String id, String type, JsonObject data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    /// @param last the id of the last event that was seen
    EventListening(int port, ApiClient as, String query, Optional<String> last)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/events" + query))
                .header("Authorization", "Bearer " + as.token());
        last.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<Stream<String>> answer = client.send(request.build(), BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        Thread.ofVirtual().start(() -> read(answer.body()));
    }

    private void read(Stream<String> lines) {
        List<String> event = new ArrayList<>();
        try {
            lines.forEach(line -> {
                if (!line.isEmpty()) {
                    event.add(line);
                    return;
                }
                if (!value(event, "event: ").isEmpty()) {
                    told.add(new Told(
                            value(event, "id: "), value(event, "event: "), new JsonObject(value(event, "data: "))));
                }
                event.clear();
            });
        } catch (UncheckedIOException _) {
            // The test is over.
        }
    }

    private static String value(List<String> event, String name) {
        return event.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    /// The next event of a type; others before it are passed over.
    Told next(String type) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (System.nanoTime() < until) {
            Told one = told.poll(1, TimeUnit.SECONDS);
            if (one != null && one.type().equals(type)) {
                return one;
            }
        }
        throw new AssertionError("no event " + type);
    }

    /// The next event, of whatever type.
    Told next() throws InterruptedException {
        Told one = told.poll(15, TimeUnit.SECONDS);
        if (one == null) {
            throw new AssertionError("no event");
        }
        return one;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
