package dev.berth;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Listens to Vert.x' blocked-thread checker: an event loop that stood still fails the test. A machine that stood
/// still, or gave its processors to others, does not: while a thread that only sleeps and wakes came late as well,
/// or the event loops were ready and not let run for a good part of the time, nobody can tell who blocked.
public final class WatchedLoops implements AutoCloseable {

    private static final long HEARTBEAT = Duration.ofMillis(10).toNanos();
    private static final long LATE = Duration.ofMillis(80).toNanos();
    private static final long MEMORY = Duration.ofSeconds(2).toNanos();
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String LOOP = "vert.x-eventloo";
    private static final int SAMPLES = 100;
    private static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(CHECKER);
    private final Ear ear = new Ear();
    private final Thread heart = new Thread(this::beat, "test-heartbeat");
    private volatile boolean stopped;
    private volatile long lastLate = System.nanoTime() - MEMORY;
    private final Deque<Sample> samples = new ConcurrentLinkedDeque<>();

    /// Begins to listen.
    public WatchedLoops() {
        ear.setContext(logger.getLoggerContext());
        ear.start();
        logger.addAppender(ear);
        logger.setAdditive(false);
        heart.setDaemon(true);
        heart.start();
    }

    /// Forgets what there was so far: the first of everything loads classes.
    public void begin() {
        warnings.clear();
    }

    /// The warnings since the last call, with the stacks of the blocked threads.
    public List<String> warnings() {
        List<String> all = List.copyOf(warnings);
        warnings.removeAll(all);
        return all;
    }

    @Override
    public void close() {
        stopped = true;
        logger.detachAppender(ear);
        logger.setAdditive(true);
        ear.stop();
    }

    private void beat() {
        int beats = 0;
        while (!stopped) {
            long before = System.nanoTime();
            LockSupport.parkNanos(HEARTBEAT);
            long now = System.nanoTime();
            if (now - before - HEARTBEAT > LATE) {
                lastLate = now;
            }
            if (beats++ % 5 == 0) {
                samples.addLast(new Sample(now, waited()));
            }
            if (samples.size() > SAMPLES) {
                samples.removeFirst();
            }
        }
    }

    /// How long the event loops were ready to run and did not, since they began.
    private static long waited() {
        long nanos = 0;
        for (Path task : loops()) {
            try {
                nanos += Long.parseLong(
                        Files.readString(task.resolve("schedstat")).split(" ", -1)[1]);
            } catch (IOException | RuntimeException ended) {
                // A thread that is gone waits for nothing.
            }
        }
        return nanos;
    }

    private static List<Path> loops() {
        List<Path> loops = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("comm")).startsWith(LOOP)) {
                    loops.add(task);
                }
            }
        } catch (IOException | RuntimeException unknown) {
            // Not Linux, or a thread that has just ended.
        }
        return loops;
    }

    /// Whether the event loops were kept from running for a third of the time that one of them is said to have
    /// stood.
    private boolean wasKeptWaiting(long now) {
        long waited = waited();
        for (Sample sample : samples) {
            long span = now - sample.at();
            if (span >= LongestOnALoop.LIMIT.toNanos() && waited - sample.waited() > span / 3) {
                return true;
            }
        }
        return false;
    }

    /// How long the event loops had been kept waiting at a time.
    private record Sample(long at, long waited) {}

    private final class Ear extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            long now = System.nanoTime();
            if (now - lastLate > MEMORY && !wasKeptWaiting(now)) {
                @Nullable IThrowableProxy stack = event.getThrowableProxy();
                warnings.add(
                        event.getFormattedMessage() + (stack == null ? "" : "\n" + ThrowableProxyUtil.asString(stack)));
            }
        }
    }
}
