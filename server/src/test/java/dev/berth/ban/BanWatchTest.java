package dev.berth.ban;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.BanConfig;
import dev.berth.config.NodeConfig;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BanWatchTest {

    private static final BanConfig CONFIG = new BanConfig(
            true,
            Duration.ofMinutes(10),
            20,
            100,
            60,
            300,
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            List.of(),
            3,
            Duration.ofSeconds(8),
            1_024);

    /// Answers once, at the start.
    private static final class Broken implements Bans {
        private boolean begun;

        @Override
        public Future<Changed> since(long revision) {
            if (begun) {
                return Future.failedFuture("the database does not answer");
            }
            begun = true;
            return Future.succeededFuture(new Changed(0, List.of(), List.of()));
        }

        @Override
        public Future<List<Ban>> inForce(Optional<TenantId> tenant) {
            return Future.failedFuture("the database does not answer");
        }

        @Override
        public Future<Ban> add(Wanted ban) {
            return Future.failedFuture("the database does not answer");
        }

        @Override
        public Future<Ban> impose(Earned ban) {
            return Future.failedFuture("the database does not answer");
        }

        @Override
        public Future<Ban> lift(long id, Optional<TenantId> tenant) {
            return Future.failedFuture("the database does not answer");
        }
    }

    @Test
    void while_the_database_does_not_answer_a_node_bans_on_its_own() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            var told = new CompletableFuture<Event>();
            var more = new CompletableFuture<Boolean>();
            var list = new BanList(List.of(), InstantSource.system());
            var watch = new BanWatch(
                    CONFIG,
                    new NodeConfig(
                            "test", Path.of("unused"), List.of("127.0.0.1"), Duration.ofMillis(10), 0, List.of()),
                    new Broken(),
                    list,
                    new Events(List.of(told::complete)),
                    () -> more.complete(true));
            await(vertx.deployVerticle(watch));
            ClientNetwork network = ClientNetwork.parse("192.0.2.7");
            watch.impose(Optional.of(new TenantId(3)), network, "20 failed logins", CONFIG.duration());
            assertThat(told.get(20, TimeUnit.SECONDS)).isInstanceOf(NodeEvent.Banned.class);
            assertThat(more.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(list.keepsOut(network.address(), Optional.of(new TenantId(3))))
                    .isPresent();
            assertThat(list.keepsOut(network.address(), Optional.of(new TenantId(4))))
                    .isEmpty();
        } finally {
            await(vertx.close());
        }
    }
}
