package dev.berth.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Many clients of one tenant that do the same as fast as they can, whatever they are answered.
final class Flood implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean over;

    private Flood() {}

    /// Without a session: each time connects anew.
    interface Client {
        void once() throws IOException;
    }

    /// In sessions that stay.
    interface InSession {
        /// Does it once.
        ///
        /// @param number of the session, from 0
        /// @return false if the server was busy
        boolean once(FtpConnection session, int number) throws IOException;
    }

    static Flood of(int clients, Client client) {
        var flood = new Flood();
        for (int i = 0; i < clients; i++) {
            flood.threads.add(Thread.ofPlatform().start(() -> {
                while (!flood.over) {
                    flood.attempt(client);
                }
            }));
        }
        return flood;
    }

    static Flood of(int sessions, Target target, InSession work) {
        var flood = new Flood();
        for (int i = 0; i < sessions; i++) {
            int number = i;
            flood.threads.add(Thread.ofPlatform().start(() -> flood.inSession(target, work, number)));
        }
        return flood;
    }

    private void inSession(Target target, InSession work, int number) {
        while (!over) {
            try (var session = FtpConnection.logIn(target, false, new LongAdder())) {
                while (!over) {
                    (work.once(session, number) ? done : refused).increment();
                }
            } catch (IOException _) {
                refused.increment();
            }
        }
    }

    private void attempt(Client client) {
        try {
            client.once();
            done.increment();
        } catch (IOException _) {
            refused.increment();
        }
    }

    /// How often it was done so far.
    long done() {
        return done.sum();
    }

    /// How often it was refused so far.
    long refused() {
        return refused.sum();
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
