package dev.berth.account;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// Unpredictable octets for event loops.
public final class Randomness {

    private Randomness() {}

    /// A generator that reads the system's source of randomness now and not again, so that whoever asks it later
    /// waits for nothing (NIST SP 800-90A). To be made on a worker.
    public static SecureRandom seeded() {
        try {
            var random = SecureRandom.getInstance("DRBG");
            random.nextInt();
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has DRBG", e);
        }
    }
}
