package dev.berth.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A few sessions that do something small again and again, to see how fast it is done while something else goes on.
final class Pulse implements AutoCloseable {

    private static final int SESSIONS = 4;
    private static final long PAUSE_MILLIS = 5;

    /// 800 answers a second take a tenth of two cores, which is what a rate of hashes is short of then.
    private static final long RARE_PAUSE_MILLIS = 20;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final long pauseMillis;
    private volatile boolean over;

    private Pulse(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    /// What is done again and again.
    interface Beat {
        void once(FtpConnection session) throws IOException;
    }

    /// Of NOOP.
    static Pulse of(Target target) throws IOException {
        return of(target, FtpConnection::noop);
    }

    static Pulse of(Target target, Beat beat) throws IOException {
        return of(target, beat, PAUSE_MILLIS);
    }

    /// Of NOOP, and not so often: beside what shall have the whole processor.
    static Pulse rare(Target target) throws IOException {
        return of(target, FtpConnection::noop, RARE_PAUSE_MILLIS);
    }

    private static Pulse of(Target target, Beat beat, long pauseMillis) throws IOException {
        var pulse = new Pulse(pauseMillis);
        for (int i = 0; i < SESSIONS; i++) {
            FtpConnection session = FtpConnection.logIn(target, false, new LongAdder());
            pulse.threads.add(Thread.ofPlatform().start(() -> pulse.beat(session, beat)));
        }
        return pulse;
    }

    private void beat(FtpConnection session, Beat beat) {
        try (session) {
            while (!over) {
                long begun = System.nanoTime();
                beat.once(session);
                nanos.add(System.nanoTime() - begun);
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (IOException e) {
            nanos.add(TimeUnit.MINUTES.toNanos(1)); // seen in the table
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// How long an answer has taken so far.
    ///
    /// @param share of the answers that were no slower; 1 for the slowest
    double millis(double share) {
        List<Long> sorted;
        synchronized (nanos) {
            sorted = nanos.stream().sorted().toList();
        }
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.isEmpty() ? Double.NaN : sorted.get(Math.clamp(index, 0, sorted.size() - 1)) / 1e6;
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
