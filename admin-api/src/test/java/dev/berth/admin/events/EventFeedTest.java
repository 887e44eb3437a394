package dev.berth.admin.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Proof;
import dev.berth.account.Administrator.Role;
import dev.berth.account.Secret;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Answer.Body.Live;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Opaque;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.endpoint.Directory;
import dev.berth.observe.Event;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What listeners are told who are too slow, who come from elsewhere, and when too much happens at once.
@ExtendWith(VertxExtension.class)
@Timeout(60)
class EventFeedTest {

    private static final Administrator OPERATOR =
            new Administrator(new Proof(Proof.Kind.NOTHING, 0), "operator", Role.OPERATOR, Optional.empty(), Set.of());
    private static final Administrator TENANT = new Administrator(
            new Proof(Proof.Kind.NOTHING, 0), "admin", Role.TENANT_ADMIN, Optional.of(new TenantId(7)), Set.of());
    private static final Opaque WORDS = new Opaque(new Secret("a key that nobody knows"));
    private static final EventIds IDS = new EventIds(WORDS);
    private static final int BATCHES = 20;
    private static final int BATCH = EventFeed.MOST_WAITING / 2;
    private static final int IDLE_SECONDS = 2;
    private static final Event TURNED = new NodeEvent.NodeTurned("n1", "x".repeat(100));
    private static final Event LAST = new NodeEvent.NodeTurned("n1", "last");

    private final EventFeed feed = new EventFeed();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Serving serving;

    /// Serves the stream and nothing else.
    private static final class Serving extends VerticleBase {
        private final EventFeed feed;
        private volatile int port;

        Serving(EventFeed feed) {
            this.feed = feed;
        }

        @Override
        public Future<?> start() {
            feed.begin(context, "n1", tenant -> Future.succeededFuture(new Slug("t" + tenant)));
            var unused = (Directory) Proxy.newProxyInstance(
                    Directory.class.getClassLoader(), new Class<?>[] {Directory.class}, (_, _, _) -> null);
            Operation stream =
                    new EventOperations(unused, vertx, "n1", feed, WORDS).all().getFirst();
            return vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                    .requestHandler(request -> serve(request, stream))
                    .listen(0, "127.0.0.1")
                    .map(HttpServer::actualPort)
                    .onSuccess(actual -> port = actual);
        }

        private static void serve(HttpServerRequest request, Operation stream) {
            var call = new Call(
                    OPERATOR,
                    name -> name,
                    new Page(Optional.empty(), Page.USUAL, Optional.empty()),
                    Map.of(),
                    Optional.empty(),
                    new JsonObject(),
                    Optional.ofNullable(request.getHeader("Last-Event-ID")),
                    "192.0.2.1");
            stream.action()
                    .run(call)
                    .map(Answer::body)
                    .map(body -> (Live) body.orElseThrow())
                    .onSuccess(live -> live.writer().accept(request.response().setChunked(true)));
        }
    }

    /// One who listens, and reads only when it is asked to.
    private static final class Listener implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Listener(int port, String header) throws IOException {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String request = "GET / HTTP/1.1\r\nHost: x\r\n" + header + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
            while (!lines.readLine().startsWith("retry:")) {
                // The head, and the length of the first piece.
            }
        }

        /// The next event with its name as `event`.
        JsonObject next() throws IOException {
            String line = lines.readLine();
            while (!line.startsWith("event: ")) {
                line = lines.readLine();
            }
            return new JsonObject(lines.readLine().substring("data: ".length())).put("event", line.substring(7));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        feed.measure(registry);
        serving = new Serving(feed);
        vertx.deployVerticle(serving).await(20, TimeUnit.SECONDS);
    }

    @Test
    void a_listener_that_does_not_read_delays_nobody_and_is_told_what_it_missed() throws Exception {
        try (var listener = new Listener(serving.port, "")) {
            flood();
            feed.on(LAST);
            long told = 0;
            long missed = 0;
            JsonObject next = listener.next();
            while (!"last".equals(next.getString("state"))) {
                if (next.getString("event").equals("gap")) {
                    assertThat(next.getString("reason")).isEqualTo("slow");
                    missed += next.getLong("events");
                } else {
                    told++;
                }
                next = listener.next();
            }
            assertThat(told + missed).isEqualTo((long) BATCHES * BATCH);
            assertThat(missed).isPositive();
            assertThat(lost("slow")).isEqualTo((double) missed);
            assertThat(lost("busy")).isZero();
        }
    }

    @Test
    void a_listener_that_reads_nothing_at_all_is_cut() throws Exception {
        try (var _ = new Listener(serving.port, "")) {
            flood();
            assertThat(feed.subscribers()).hasSize(1);
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!feed.subscribers().isEmpty() && System.nanoTime() < until) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(feed.subscribers()).isEmpty();
        }
    }

    @Test
    void more_at_once_than_wait_is_told_as_a_gap() throws Exception {
        try (var listener = new Listener(serving.port, "")) {
            int more = 5_000;
            feed.run(
                    () -> { // the context that empties the queue is busy with this
                        for (int event = 0; event < EventFeed.MOST_WAITING + more; event++) {
                            feed.on(TURNED);
                        }
                    });
            JsonObject next = listener.next();
            while (!"busy".equals(next.getString("reason"))) {
                next = listener.next();
            }
            assertThat(next.getString("event")).isEqualTo("gap");
            assertThat(next.getLong("events")).isEqualTo(more);
            assertThat(lost("busy")).isEqualTo(more);
            feed.on(LAST);
            assertThat(listener.next().getString("state")).isEqualTo("last");
        }
    }

    @Test
    void an_id_that_is_not_known_is_answered_with_a_gap_and_what_is_kept() throws Exception {
        for (Map.Entry<String, String> id : Map.of(
                        "nonsense",
                        "unknown",
                        IDS.write(OPERATOR, new EventIds.Place(1, 1)),
                        "restart",
                        IDS.write(TENANT, new EventIds.Place(feed.life(), 1)),
                        "unknown",
                        feed.life() + "-1",
                        "unknown")
                .entrySet()) {
            try (var listener = new Listener(serving.port, "Last-Event-ID: " + id.getKey() + "\r\n")) {
                JsonObject gap = listener.next();
                assertThat(gap.getString("event")).isEqualTo("gap");
                assertThat(gap.getString("reason")).as(id.getKey()).isEqualTo(id.getValue());
                assertThat(listener.next().getString("event")).isEqualTo("node.started");
            }
        }
        String first = IDS.write(OPERATOR, new EventIds.Place(feed.life(), 0));
        try (var listener = new Listener(serving.port, "Last-Event-ID: " + first + "\r\n")) {
            assertThat(listener.next().getString("event")).isEqualTo("node.started");
        }
    }

    @Test
    void who_hears_of_one_tenant_is_not_told_how_many_events_all_have() {
        Told gap = Told.gap(3, "busy", OptionalLong.of(5));
        assertThat(gap.text(() -> "a")).contains("\"events\":5");
        assertThat(gap.uncounted().text(() -> "a"))
                .contains("\"reason\":\"busy\"")
                .doesNotContain("events");
    }

    @Test
    void ids_are_of_one_length_and_say_nothing() {
        String one = IDS.write(TENANT, new EventIds.Place(5, 1));
        String next = IDS.write(TENANT, new EventIds.Place(5, 2));
        String last = IDS.write(TENANT, new EventIds.Place(5, Long.MAX_VALUE));
        assertThat(one).hasSameSizeAs(next).hasSameSizeAs(last).isNotEqualTo(next);
        assertThat(one.substring(0, 8)).isNotEqualTo(next.substring(0, 8));
        assertThat(IDS.read(TENANT, next)).contains(new EventIds.Place(5, 2));
        assertThat(IDS.read(OPERATOR, next)).isEmpty();
    }

    @Test
    void others_who_fill_the_place_are_no_gap_to_a_tenant() throws Exception {
        int more = EventFeed.KEPT + 10;
        feed.run(() -> {
            for (int event = 0; event < more; event++) {
                feed.on(TURNED);
            }
        });
        awaitLast(1L + more);
        Promise<List<Long>> lost = Promise.promise();
        feed.run(() -> lost.complete(List.of(feed.lost(Optional.of(new TenantId(9))), feed.lost(Optional.empty()))));
        assertThat(lost.future().await(10, TimeUnit.SECONDS)).containsExactly(0L, 11L);
    }

    /// More than the buffers of a connection take.
    private void flood() throws Exception {
        for (int i = 1; i <= BATCHES; i++) {
            for (int event = 0; event < BATCH; event++) {
                feed.on(TURNED);
            }
            awaitLast(1L + (long) i * BATCH);
        }
    }

    private double lost(String reason) {
        return registry.get("berth.events.lost")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }

    private void awaitLast(long number) throws Exception {
        while (last() < number) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private long last() throws Exception {
        Promise<Long> last = Promise.promise();
        feed.run(() -> last.complete(feed.last()));
        return last.future().await(10, TimeUnit.SECONDS);
    }
}
