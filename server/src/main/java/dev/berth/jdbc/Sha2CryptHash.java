package dev.berth.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/// sha256-crypt (`$5$`) and sha512-crypt (`$6$`), as in `/etc/shadow`, ProFTPD's AuthUserFile and `mkpasswd`.
final class Sha2CryptHash implements PasswordHashes.Format {

    private static final long MOST_ROUNDS = 1_000_000;
    private static final Pattern FORM = Pattern.compile(
            "\\$([56])\\$(?:rounds=(\\d{1,9})\\$)?[./A-Za-z0-9]{1,16}\\$([./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})");

    @Override
    public boolean reads(String hash) {
        return hash.startsWith("$5$") || hash.startsWith("$6$");
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        requireSound(hash);
        // The library wipes what it is given.
        String computed = hash.startsWith("$5$")
                ? Sha2Crypt.sha256Crypt(password.clone(), hash)
                : Sha2Crypt.sha512Crypt(password.clone(), hash);
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void requireSound(String hash) {
        Matcher parts = FORM.matcher(hash);
        if (!parts.matches() || parts.group(3).length() != (parts.group(1).equals("5") ? 43 : 86)) {
            throw new IllegalArgumentException("the sha-crypt hash is malformed");
        }
        long rounds = parts.group(2) == null ? 5_000 : Long.parseLong(parts.group(2));
        if (rounds < 1_000 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException(
                    "the sha-crypt hash has " + rounds + " rounds; 1000 to " + MOST_ROUNDS + " are allowed");
        }
    }
}
