package dev.berth.jdbc;

import java.security.SecureRandom;

/// Ids of rows that a tenant sees. One after the other they would tell it how many others make.
final class PublicId {

    /// Any program reads it in JSON as it was written.
    private static final long MOST = 1_000_000_000_000_000L;

    private static final SecureRandom RANDOM = new SecureRandom();

    private PublicId() {}

    /// A new one, which nobody guesses; that there is one like it is left to the primary key.
    static long next() {
        return RANDOM.nextLong(1, MOST);
    }
}
