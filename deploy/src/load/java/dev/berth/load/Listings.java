package dev.berth.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// How long the first octet of a large listing takes, and what other sessions notice of it.
///
/// @param first milliseconds from the command to the first octet over the data connection, one value for each round
/// @param whole the same to the 226
/// @param others what NOOP took in other sessions meanwhile, in microseconds
record Listings(List<Double> first, List<Double> whole, Histogram others) {

    private static final int OTHERS = 8;
    private static final long PAUSE_MILLIS = 2;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;

    /// Lists again and again in one session, while others send NOOP.
    ///
    /// @param command such as `LIST dir100k`; empty for what the others see when nothing is listed
    static Listings run(Target target, String command, int rounds) throws IOException, InterruptedException {
        var over = new AtomicBoolean();
        var histogram = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        var fault = new AtomicReference<@Nullable IOException>();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(Thread.ofPlatform().start(() -> ask(target, histogram, over, fault)));
        }
        List<Double> first = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        try (var session = FtpConnection.logIn(target, false, new LongAdder())) {
            for (int round = 0; round < rounds; round++) {
                if (command.isEmpty()) {
                    TimeUnit.SECONDS.sleep(1);
                } else {
                    long[] nanos = session.timed(command);
                    first.add(nanos[0] / 1e6);
                    whole.add(nanos[1] / 1e6);
                }
            }
        } finally {
            over.set(true);
            for (Thread other : others) {
                other.join();
            }
        }
        IOException failed = fault.get();
        if (failed != null) {
            throw failed;
        }
        return new Listings(first, whole, histogram);
    }

    /// All rounds but the first, which pays for what a server does for the first time.
    static List<Double> later(List<Double> rounds) {
        return rounds.subList(Math.min(1, rounds.size()), rounds.size());
    }

    /// The longest of some rounds, as text.
    static String longest(List<Double> millis) {
        return millis.isEmpty()
                ? ""
                : "%.1f".formatted(millis.stream().mapToDouble(one -> one).max().orElse(0));
    }

    /// What so many of a hundred NOOPs did not exceed, in milliseconds.
    String noop(double percentile) {
        return "%.2f".formatted(others.getValueAtPercentile(percentile) / 1000.0);
    }

    private static void ask(
            Target target, Histogram histogram, AtomicBoolean over, AtomicReference<@Nullable IOException> fault) {
        try (var session = FtpConnection.logInIdle(target, false)) {
            while (!over.get()) {
                long start = System.nanoTime();
                session.noop();
                histogram.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - start) / 1000));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            fault.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
