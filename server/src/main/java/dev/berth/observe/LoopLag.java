package dev.berth.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Measures how late event loops are: on each of them a timer is due every 100 ms, and `berth.loop.lag` (tag `loop`)
/// tells how long after that it ran.
public final class LoopLag {

    private static final Duration BEAT = Duration.ofMillis(100);

    private final Queue<Beating> loops = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final MeterRegistry registry;

    private LoopLag(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Begins to measure.
    ///
    /// @param count how many event loops there are
    public static Future<LoopLag> watch(Vertx vertx, MeterRegistry registry, int count) {
        var lag = new LoopLag(registry);
        return vertx.deployVerticle(() -> lag.new Beating(), new DeploymentOptions().setInstances(count))
                .map(_ -> lag);
    }

    /// How long ago the loop was last seen that has been silent the longest. May be asked on any thread.
    public Duration longestSilence() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                loops.stream().mapToLong(loop -> now - loop.seen).max().orElse(0));
    }

    /// On one event loop.
    private final class Beating extends VerticleBase {

        private final Timer timer = Timer.builder("berth.loop.lag")
                .description("How late the event loop is")
                .tag("loop", String.valueOf(number.getAndIncrement()))
                .publishPercentiles(0.5, 0.99)
                .distributionStatisticExpiry(Duration.ofMinutes(1))
                .register(registry);
        private volatile long seen = System.nanoTime();

        @Override
        public Future<?> start() {
            loops.add(this);
            vertx.setPeriodic(BEAT.toMillis(), _ -> beat());
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            loops.remove(this);
            return Future.succeededFuture();
        }

        private void beat() {
            long now = System.nanoTime();
            timer.record(Math.max(0, now - seen - BEAT.toNanos()), TimeUnit.NANOSECONDS);
            seen = now;
        }
    }
}
