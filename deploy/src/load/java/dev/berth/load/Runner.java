package dev.berth.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/// Runs a scenario against a server for a bounded time.
final class Runner {

    private static final long LONGEST_MICROS = Duration.ofMinutes(5).toNanos() / 1000;
    private static final int DIGITS = 3;
    private static final int MOST_FAULTS = 100;

    private final Scenario scenario;
    private final Target target;
    private final LongAdder operations = new LongAdder();
    private final LongAdder octets = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final AtomicReference<@Nullable String> firstFault = new AtomicReference<>();
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    private volatile Phase phase = Phase.WARMING;

    private enum Phase {
        WARMING,
        MEASURING,
        OVER
    }

    private Runner(Scenario scenario, Target target) {
        this.scenario = scenario;
        this.target = target;
    }

    /// Logs all sessions in, lets them work for `warm`, then measures for `time`.
    ///
    /// @param server its processes, where they are known
    static Measured run(Scenario scenario, Target target, Optional<ProcessTree> server, Duration warm, Duration time)
            throws InterruptedException {
        return new Runner(scenario, target).run(server, warm, time);
    }

    private Measured run(Optional<ProcessTree> server, Duration warm, Duration time) throws InterruptedException {
        var ready = new CountDownLatch(scenario.sessions());
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < scenario.sessions(); number++) {
            int which = number;
            threads.add(Thread.ofPlatform().name("session-" + which).start(() -> work(which, ready)));
        }
        ready.await();
        pause(warm);
        Optional<Double> before = server.map(ProcessTree::cpuSeconds);
        long start = System.nanoTime();
        long movedBefore = octets.sum();
        phase = Phase.MEASURING;
        pause(time);
        long moved = octets.sum() - movedBefore;
        long done = operations.sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        Optional<Double> cpu = server.map(tree -> tree.cpuSeconds() - before.orElse(0.0));
        phase = Phase.OVER;
        for (Thread thread : threads) {
            thread.join();
        }
        return new Measured(done, moved, seconds, faults.sum(), Optional.ofNullable(firstFault.get()), cpu, latencies);
    }

    private void work(int number, CountDownLatch ready) {
        switch (scenario.work()) {
            case Scenario.Work.Login _ -> {
                ready.countDown();
                while (phase != Phase.OVER) {
                    attempt(() -> FtpConnection.logIn(target, scenario.secure(), octets)
                            .quit());
                }
            }
            case Scenario.Work.InSession work -> inSession(work, number, ready);
        }
    }

    private void inSession(Scenario.Work.InSession work, int number, CountDownLatch ready) {
        boolean counted = false;
        while (phase != Phase.OVER && faults.sum() < MOST_FAULTS) {
            try (var session = FtpConnection.logIn(target, scenario.secure(), octets)) {
                if (!counted) {
                    ready.countDown();
                    counted = true;
                }
                while (phase != Phase.OVER && attempt(() -> work.once(session, number))) {}
            } catch (IOException e) {
                failed(e);
            }
        }
        if (!counted) {
            ready.countDown();
        }
    }

    private interface Once {
        void run() throws IOException;
    }

    private boolean attempt(Once once) {
        Phase begun = phase;
        long start = System.nanoTime();
        try {
            once.run();
            if (begun == Phase.MEASURING && phase == Phase.MEASURING) {
                operations.increment();
                latencies.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - start) / 1000));
            }
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    private void failed(IOException e) {
        faults.increment();
        firstFault.compareAndSet(null, String.valueOf(e.getMessage()));
    }

    private static void pause(Duration time) throws InterruptedException {
        java.util.concurrent.TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
