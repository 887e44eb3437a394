package dev.berth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// That a blocked event loop would be noticed by every test that runs a node.
class WatchedLoopsTest {

    @Test
    @Timeout(60)
    void a_blocked_event_loop_is_told() throws Exception {
        Vertx vertx = Vertx.vertx(NodeUnderTest.watched(new VertxOptions().setEventLoopPoolSize(1)));
        try (var loops = new WatchedLoops()) {
            List<String> warnings = List.of();
            while (warnings.isEmpty()) {
                // On a machine that is busy itself the first one may be forgiven.
                vertx.getOrCreateContext().runOnContext(_ -> block());
                vertx.timer(1, TimeUnit.SECONDS).await(20, TimeUnit.SECONDS);
                warnings = loops.warnings();
            }
            assertThat(warnings.getFirst()).contains("blocked").contains("WatchedLoopsTest.block");
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    private static void block() {
        long end = System.nanoTime() + 3 * LongestOnALoop.LIMIT.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
