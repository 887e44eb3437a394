package dev.berth.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Something that was done many times by several clients at once.
///
/// @param perSecond how often
/// @param nanos how long each took, the shortest first
/// @param faults what went wrong instead, each once
record Many(double perSecond, List<Long> nanos, List<String> faults) {

    /// What is done; its number says with what.
    interface Deed {
        void once(int number) throws IOException, InterruptedException;
    }

    /// Logs in by each target once, each login with its connection and QUIT.
    static Many logins(int clients, int count, IntFunction<Target> target) throws InterruptedException {
        return of(clients, count, number -> FloodKind.logInOnce(target.apply(number), false));
    }

    /// Does it for 0 to `count` - 1.
    static Many of(int clients, int count, Deed deed) throws InterruptedException {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        List<String> faults = Collections.synchronizedList(new ArrayList<>());
        var next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    long start = System.nanoTime();
                    try {
                        deed.once(number);
                        nanos.add(System.nanoTime() - start);
                    } catch (IOException e) {
                        faults.add(String.valueOf(e.getMessage()));
                    } catch (InterruptedException _) {
                        return;
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double perSecond = nanos.size() / ((System.nanoTime() - begun) / 1e9);
        return new Many(
                perSecond,
                nanos.stream().sorted().toList(),
                faults.stream().distinct().limit(3).toList());
    }

    /// How long it took at most.
    ///
    /// @param share of those that were no slower; 1 for the slowest
    double millis(double share) {
        return nanos.isEmpty() ? Double.NaN : nanos.get((int) (share * (nanos.size() - 1))) / 1e6;
    }
}
