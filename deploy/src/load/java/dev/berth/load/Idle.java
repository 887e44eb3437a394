package dev.berth.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Sessions that are logged in and do nothing.
///
/// @param sessions how many there were
/// @param emptyKiB memory of the server before them
/// @param fullKiB memory of the server with them, a while after the last login
/// @param noopMillis p99 of NOOP in four more sessions, while eight others downloaded
record Idle(int sessions, long emptyKiB, long fullKiB, double noopMillis) {

    /// When what goes on beside is under way for certain.
    private static final Duration UNDER_WAY = Duration.ofSeconds(3);

    /// Opens `sessions` sessions one after the other, waits, looks, lets others work beside them, and ends them.
    ///
    /// @param beside what is done meanwhile
    static Idle run(Server server, boolean secure, int sessions, Scenario beside, Duration settle)
            throws IOException, InterruptedException {
        Target target = server.target();
        FtpConnection.logInIdle(target, secure).quit(); // what the first one loads belongs to nobody
        TimeUnit.NANOSECONDS.sleep(settle.toNanos());
        long empty = server.processes().proportionalKiB();
        List<FtpConnection> open = new ArrayList<>(sessions);
        try {
            for (int i = 0; i < sessions; i++) {
                open.add(FtpConnection.logInIdle(target, secure));
            }
            TimeUnit.NANOSECONDS.sleep(settle.toNanos());
            return new Idle(sessions, empty, server.processes().proportionalKiB(), noop(server, beside, settle));
        } finally {
            for (FtpConnection session : open) {
                session.close();
            }
        }
    }

    private static double noop(Server server, Scenario beside, Duration time) throws IOException, InterruptedException {
        try (var others = Beside.start(beside, server)) {
            TimeUnit.NANOSECONDS.sleep(UNDER_WAY.toNanos());
            try (var pulse = Pulse.of(server.target())) {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
                if (!others.goesOn()) {
                    throw new IOException(beside.name() + " beside it has ended");
                }
                return pulse.millis(0.99);
            }
        }
    }

    /// Memory that each session takes.
    double kiBPerSession() {
        return (fullKiB - emptyKiB) / (double) sessions;
    }
}
