package dev.berth.load;

import dev.berth.account.Secret;
import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.config.Settings;
import dev.berth.jdbc.PasswordHashes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How fast this machine hashes passwords without a server.
///
/// @param hashes the server's own
record HashRate(PasswordHashes hashes) {

    /// What a server has that is told nothing else.
    static BerthConfig defaults() {
        var machine = new Machine("load", false);
        return BerthConfig.read(Settings.defaults(machine), machine, List.of());
    }

    /// On as many threads as the server has.
    ///
    /// @return hashes a second
    double measure(int seconds) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        count(threads, 2); // the compiler has its turn
        return count(threads, seconds);
    }

    private double count(int threads, int duration) throws InterruptedException {
        var workers = new Thread[threads];
        var counts = new long[threads];
        long begun = System.nanoTime();
        long until = begun + TimeUnit.SECONDS.toNanos(duration);
        for (int i = 0; i < threads; i++) {
            int worker = i;
            workers[i] = Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < until) {
                    counts[worker] += hashes.hash(new Secret("correct horse " + counts[worker]))
                                    .isEmpty()
                            ? 0
                            : 1;
                }
            });
        }
        long all = 0;
        for (int i = 0; i < threads; i++) {
            workers[i].join();
            all += counts[i];
        }
        return all / ((System.nanoTime() - begun) / 1e9);
    }
}
