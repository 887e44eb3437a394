package dev.berth.load;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/// What one tenant's clients do as fast as they can.
enum FloodKind {
    WRONG_PASSWORDS("16 clients: wrong passwords"),
    LOGINS("16 clients: logins"),
    TLS_LOGINS("16 clients: TLS handshakes and logins"),
    LISTINGS("8 sessions: MLSD of 10,000"),
    HASHES("8 sessions: XSHA256 of 64 MiB"),
    DOWNLOADS("8 sessions: RETR of 64 MiB"),
    UPLOADS("8 sessions: STOR of 64 MiB");

    /// The size of [#LARGE_FILE], and of what is stored.
    static final long LARGE = 64L << 20;

    static final String LARGE_FILE = "large";
    static final String LARGE_DIRECTORY = "many";

    private static final int CLIENTS = 16;
    private static final int SESSIONS = 8;

    private final String label;

    FloodKind(String label) {
        this.label = label;
    }

    Flood begin(Target target) {
        return switch (this) {
            case WRONG_PASSWORDS -> {
                var wrong = new Target(target.host(), target.port(), target.user(), "not " + target.password());
                yield Flood.of(CLIENTS, () -> logInOnce(wrong, false));
            }
            case LOGINS -> Flood.of(CLIENTS, () -> logInOnce(target, false));
            case TLS_LOGINS -> Flood.of(CLIENTS, () -> logInOnce(target, true));
            case LISTINGS -> Flood.of(SESSIONS, target, (session, _) -> session.list("MLSD " + LARGE_DIRECTORY) > 0);
            case HASHES -> {
                var cut = new LongAdder(); // the hash of a part that was asked for before is known
                yield Flood.of(SESSIONS, target, (session, _) -> {
                    cut.increment();
                    return session.hash(LARGE_FILE, LARGE - cut.sum() % LARGE);
                });
            }
            case DOWNLOADS -> Flood.of(SESSIONS, target, (session, _) -> session.retrieve(LARGE_FILE) == LARGE);
            case UPLOADS ->
                Flood.of(SESSIONS, target, (session, number) -> {
                    session.store("up-" + number, LARGE);
                    return true;
                });
        };
    }

    static void logInOnce(Target target, boolean secure) throws IOException {
        FtpConnection.logIn(target, secure, new LongAdder()).quit();
    }

    @Override
    public String toString() {
        return label;
    }
}
