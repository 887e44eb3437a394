package dev.berth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/// PBKDF2 (RFC 8018 §5.2) in the forms of
///
/// - passlib: `$pbkdf2-sha256$29000$SALT$HASH`, base64 with `.` for `+` and without padding; `$pbkdf2$` is SHA-1;
/// - SFTPGo: the same with the salt as it is and the hash in padded base64, by which it is told, and
///   `$pbkdf2-b64salt-sha256$`;
/// - Django: `pbkdf2_sha256$260000$SALT$HASH`, otherwise like SFTPGo's.
final class Pbkdf2Hash implements PasswordHashes.Format {

    private static final int MOST_ITERATIONS = 2_000_000;

    private static final Pattern FORM = Pattern.compile("(\\$pbkdf2(?:-b64salt)?|pbkdf2_)-?(sha1|sha256|sha512)?"
            + "\\$(\\d{1,9})\\$([^$]{0,256})\\$([A-Za-z0-9+/.]{22,88}={0,2})");

    /// A hash, taken apart.
    ///
    /// @param written whether the salt is written in base64, and not used as it stands
    /// @param expected in base64
    private record Parts(String digest, int iterations, String salt, boolean written, String expected) {

        Parts {
            if (iterations < 1 || iterations > MOST_ITERATIONS) {
                throw new IllegalArgumentException("the pbkdf2 hash has " + iterations + " iterations, at most "
                        + MOST_ITERATIONS + " are allowed");
            }
        }
    }

    @Override
    public boolean reads(String hash) {
        return hash.startsWith("$pbkdf2") || hash.startsWith("pbkdf2_");
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        Parts parts = parse(hash);
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest(parts.digest()));
        byte[] salt = parts.written() ? base64(parts.salt()) : parts.salt().getBytes(StandardCharsets.UTF_8);
        byte[] expected = base64(parts.expected());
        generator.init(password, salt, parts.iterations());
        byte[] computed = ((KeyParameter) generator.generateDerivedParameters(8 * expected.length)).getKey();
        return MessageDigest.isEqual(expected, computed);
    }

    @Override
    public void requireSound(String hash) {
        parse(hash);
    }

    @CanIgnoreReturnValue
    private static Parts parse(String hash) {
        Matcher parts = FORM.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the pbkdf2 hash is malformed");
        }
        String digest = parts.group(2) == null ? "sha1" : parts.group(2);
        String salt = parts.group(4);
        String octets = parts.group(5);
        if (octets.replace("=", "").length() % 4 == 1 || octets.length() > 88) {
            throw new IllegalArgumentException("the pbkdf2 hash is malformed");
        }
        boolean named = parts.group(1).endsWith("b64salt");
        boolean passlib = !named && !octets.endsWith("=") && parts.group(1).startsWith("$");
        return new Parts(digest, Integer.parseInt(parts.group(3)), salt, passlib || named, octets);
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+'));
    }

    private static Digest digest(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sha1" -> new SHA1Digest();
            case "sha256" -> new SHA256Digest();
            default -> new SHA512Digest();
        };
    }
}
