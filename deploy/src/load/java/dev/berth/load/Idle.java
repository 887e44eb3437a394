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
record Idle(int sessions, long emptyKiB, long fullKiB) {

    /// Opens `sessions` sessions one after the other, waits, looks, and ends them.
    static Idle run(Target target, boolean secure, int sessions, ProcessTree server, Duration settle)
            throws IOException, InterruptedException {
        FtpConnection.logInIdle(target, secure).quit(); // what the first one loads belongs to nobody
        TimeUnit.NANOSECONDS.sleep(settle.toNanos());
        long empty = server.proportionalKiB();
        List<FtpConnection> open = new ArrayList<>(sessions);
        try {
            for (int i = 0; i < sessions; i++) {
                open.add(FtpConnection.logInIdle(target, secure));
            }
            TimeUnit.NANOSECONDS.sleep(settle.toNanos());
            return new Idle(sessions, empty, server.proportionalKiB());
        } finally {
            for (FtpConnection session : open) {
                session.close();
            }
        }
    }

    /// Memory that each session takes.
    double kiBPerSession() {
        return (fullKiB - emptyKiB) / (double) sessions;
    }
}
