package dev.berth;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Listens to Vert.x' blocked-thread checker: an event loop that stood still fails the test. A machine that stood
/// still does not: a thread that only sleeps and wakes runs beside, and while it too came late, nobody can tell who
/// blocked.
final class NodeUnderTestLoops implements AutoCloseable {

    /// What an event loop may take for one event; `BERTH_TEST_BLOCKED_MILLIS` raises it on a machine that other work
    /// keeps busy.
    static final Duration LIMIT =
            Duration.ofMillis(Long.parseLong(System.getenv().getOrDefault("BERTH_TEST_BLOCKED_MILLIS", "200")));

    private static final long HEARTBEAT = Duration.ofMillis(10).toNanos();
    private static final long LATE = Duration.ofMillis(80).toNanos();
    private static final long MEMORY = Duration.ofSeconds(2).toNanos();
    private static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(CHECKER);
    private final Ear ear = new Ear();
    private final Thread heart = new Thread(this::beat, "test-heartbeat");
    private volatile boolean stopped;
    private volatile long lastLate = System.nanoTime() - MEMORY;

    NodeUnderTestLoops() {
        ear.setContext(logger.getLoggerContext());
        ear.start();
        logger.addAppender(ear);
        heart.setDaemon(true);
        heart.start();
    }

    /// The warnings since the last call, with the stacks of the blocked threads.
    List<String> warnings() {
        List<String> all = List.copyOf(warnings);
        warnings.removeAll(all);
        return all;
    }

    @Override
    public void close() {
        stopped = true;
        logger.detachAppender(ear);
        ear.stop();
    }

    private void beat() {
        while (!stopped) {
            long before = System.nanoTime();
            LockSupport.parkNanos(HEARTBEAT);
            long now = System.nanoTime();
            if (now - before - HEARTBEAT > LATE) {
                lastLate = now;
            }
        }
    }

    private final class Ear extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (System.nanoTime() - lastLate > MEMORY) {
                @Nullable IThrowableProxy stack = event.getThrowableProxy();
                warnings.add(
                        event.getFormattedMessage() + (stack == null ? "" : "\n" + ThrowableProxyUtil.asString(stack)));
            }
        }
    }
}
