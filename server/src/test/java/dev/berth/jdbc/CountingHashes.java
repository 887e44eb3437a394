package dev.berth.jdbc;

import java.util.concurrent.atomic.AtomicLong;

/// Real hashes that count what they verify, real and pretended.
final class CountingHashes extends PasswordHashes {

    private final AtomicLong count = new AtomicLong();

    CountingHashes() {
        super(DatabaseFixture.LOGIN);
    }

    long count() {
        return count.get();
    }

    @Override
    void computed() {
        count.incrementAndGet();
    }
}
