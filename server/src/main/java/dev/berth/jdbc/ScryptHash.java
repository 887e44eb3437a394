package dev.berth.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/// Scrypt (RFC 7914) in its two written forms: `$7$` of `crypt(3)` and libsodium (Pure-FTPd), and
/// `$scrypt$ln=16,r=8,p=1$SALT$HASH` of passlib.
final class ScryptHash implements PasswordHashes.Format {

    /// The memory that common libraries use, as for argon2id.
    private static final long MOST_OCTETS = 64L << 20;

    private static final int MOST_PARALLELISM = 16;
    private static final int HASH_OCTETS = 32;

    private static final Pattern CRYPT = Pattern.compile(
            "\\$7\\$([./A-Za-z0-9])([./A-Za-z0-9]{5})([./A-Za-z0-9]{5})([^$]{0,128})\\$([./A-Za-z0-9]{43})");
    private static final Pattern PHC = Pattern.compile(
            "\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,4}),p=(\\d{1,4})" + "\\$([A-Za-z0-9+/]{4,171})\\$([A-Za-z0-9+/]{43})");

    /// A hash, taken apart.
    ///
    /// @param crypt whether salt and hash are written as `crypt(3)` does, and not in base64
    private record Parts(int log2n, int blocks, int parallelism, String salt, String expected, boolean crypt) {

        Parts {
            if (log2n < 1 || log2n > 24 || blocks < 1 || parallelism < 1 || parallelism > MOST_PARALLELISM) {
                throw new IllegalArgumentException("the scrypt hash has parameters that are not allowed");
            }
            long octets = (128L * blocks) << log2n;
            if (octets > MOST_OCTETS || octets * parallelism > 4 * MOST_OCTETS) {
                throw new IllegalArgumentException("the scrypt hash asks for " + (octets >> 20) + " MiB " + parallelism
                        + " times, at most " + (MOST_OCTETS >> 20) + " MiB, and four times that in all, are allowed");
            }
        }
    }

    @Override
    public boolean reads(String hash) {
        return hash.startsWith("$7$") || hash.startsWith("$scrypt$");
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        Parts parts = parse(hash);
        byte[] salt = parts.crypt()
                ? parts.salt().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(parts.salt());
        byte[] computed =
                SCrypt.generate(password, salt, 1 << parts.log2n(), parts.blocks(), parts.parallelism(), HASH_OCTETS);
        String written = parts.crypt()
                ? Crypt64.write(computed)
                : Base64.getEncoder().withoutPadding().encodeToString(computed);
        return MessageDigest.isEqual(
                parts.expected().getBytes(StandardCharsets.US_ASCII), written.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void requireSound(String hash) {
        parse(hash);
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private static Parts parse(String hash) {
        Matcher crypt = CRYPT.matcher(hash);
        if (crypt.matches()) {
            return new Parts(
                    Crypt64.number(crypt.group(1)),
                    Crypt64.number(crypt.group(2)),
                    Crypt64.number(crypt.group(3)),
                    crypt.group(4),
                    crypt.group(5),
                    true);
        }
        Matcher phc = PHC.matcher(hash);
        if (phc.matches()) {
            return new Parts(
                    Integer.parseInt(phc.group(1)),
                    Integer.parseInt(phc.group(2)),
                    Integer.parseInt(phc.group(3)),
                    phc.group(4),
                    phc.group(5),
                    false);
        }
        throw new IllegalArgumentException("the scrypt hash is malformed");
    }
}
