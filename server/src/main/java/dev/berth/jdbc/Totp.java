package dev.berth.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes by time, RFC 6238: SHA-1, six digits, steps of 30 seconds, as every authenticator app has them.
final class Totp {

    /// How long a secret is, in octets (RFC 4226 §4, R6).
    static final int SECRET_OCTETS = 20;

    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    private static final String DIGEST = "HmacSHA1";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /// The step of a moment.
    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    /// The step whose code this is: the present one, or one beside it, for clocks that are a little wrong.
    ///
    /// @return empty if it is none of theirs
    static OptionalLong stepOf(String code, byte[] secret, Instant now) {
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        long present = step(now);
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.US_ASCII), given))
                .max();
    }

    /// The code of a step (RFC 4226 §5.3).
    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(secret, DIGEST));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            String digits = Integer.toString(number % 1_000_000);
            return "0".repeat(DIGITS - digits.length()) + digits;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + DIGEST, e);
        }
    }

    /// A secret as people type it: Base32 without padding (RFC 4648 §6).
    ///
    /// @param octets a multiple of five
    static String base32(byte[] octets) {
        var text = new StringBuilder();
        for (int i = 0; i < octets.length; i += 5) {
            long five = 0;
            for (int j = 0; j < 5; j++) {
                five = (five << 8) | (octets[i + j] & 0xFF);
            }
            for (int shift = 35; shift >= 0; shift -= 5) {
                text.append(ALPHABET.charAt((int) (five >> shift) & 31));
            }
        }
        return text.toString();
    }
}
