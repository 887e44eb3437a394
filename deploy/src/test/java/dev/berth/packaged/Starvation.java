package dev.berth.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Watches how long the event loops of a process wait for a processor. A loop that other processes of the machine
/// kept from running was not blocked by what it did; the kernel counts that time (`/proc/PID/task/TID/schedstat`).
final class Starvation implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration MEMORY = Duration.ofSeconds(1);

    /// What a loop must have waited in the last second, so that a warning says nothing of the server.
    private static final Duration ENOUGH = Duration.ofMillis(40);

    private final Path tasks;
    private final Map<Path, Long> before = new HashMap<>();
    private final Deque<Long> steps = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread watch;
    private volatile long waited;
    private volatile boolean stopped;

    Starvation(long process) {
        tasks = Path.of("/proc/" + process + "/task");
        watch = Thread.ofPlatform().daemon().name("test-starvation").start(this::watch);
    }

    /// Whether a loop was kept waiting in the last second.
    boolean isNow() {
        step();
        return waited > ENOUGH.toNanos();
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(watch);
    }

    private void watch() {
        while (!stopped) {
            step();
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private void step() {
        lock.lock();
        try {
            steps.addLast(mostSinceTheLastStep());
            while (steps.size() > MEMORY.dividedBy(STEP)) {
                steps.removeFirst();
            }
            waited = steps.stream().mapToLong(Long::longValue).sum();
        } finally {
            lock.unlock();
        }
    }

    private long mostSinceTheLastStep() {
        long most = 0;
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith("vert.x-eventl")) {
                    long now = Long.parseLong(Files.readAllLines(task.resolve("schedstat"))
                            .getFirst()
                            .split(" ", -1)[1]);
                    Long last = before.put(task, now);
                    most = Math.max(most, last == null ? 0 : now - last);
                }
            }
        } catch (IOException | IndexOutOfBoundsException gone) {
            return most;
        }
        return most;
    }
}
