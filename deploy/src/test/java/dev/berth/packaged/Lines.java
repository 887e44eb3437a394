package dev.berth.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a process prints, line by line, while it still runs.
final class Lines {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<String> all = new ArrayList<>();
    private boolean ended;

    /// Reads in the background until the stream ends.
    ///
    /// @param told of each line at once
    Lines(InputStream stream, Consumer<String> told) {
        Thread.ofPlatform().daemon().name("test-lines").start(() -> read(stream, told));
    }

    /// What was printed so far.
    List<String> soFar() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /// The first line that fits, as soon as it is printed; none if the stream ends or the time is over before.
    Optional<String> first(Predicate<String> wanted, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            for (int seen = 0; ; seen++) {
                while (seen == all.size()) {
                    if (ended || left <= 0) {
                        return Optional.empty();
                    }
                    left = more.awaitNanos(left);
                }
                if (wanted.test(all.get(seen))) {
                    return Optional.of(all.get(seen));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the end of the stream.
    List<String> toTheEnd(Duration limit) throws InterruptedException {
        boolean _ = first(_ -> false, limit).isPresent();
        return soFar();
    }

    private void read(InputStream stream, Consumer<String> told) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                told.accept(line);
                add(line);
            }
        } catch (IOException e) {
            add("(cannot be read: " + e + ")");
        } finally {
            lock.lock();
            try {
                ended = true;
                more.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            all.add(line);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
