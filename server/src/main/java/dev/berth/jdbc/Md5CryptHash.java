package dev.berth.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;

/// md5-crypt (`$1$`) and Apache's variant of it (`$apr1$`): a thousand rounds of MD5, which a graphics card guesses
/// by the million. Accepted for accounts that come from elsewhere, until their next login.
final class Md5CryptHash implements PasswordHashes.Format {

    private static final Pattern FORM = Pattern.compile("\\$(1|apr1)\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}");

    @Override
    public boolean reads(String hash) {
        return hash.startsWith("$1$") || hash.startsWith("$apr1$");
    }

    @Override
    public boolean isWeak() {
        return true;
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        requireSound(hash);
        // The library wipes what it is given.
        String computed = hash.startsWith("$1$")
                ? Md5Crypt.md5Crypt(password.clone(), hash)
                : Md5Crypt.apr1Crypt(password.clone(), hash);
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void requireSound(String hash) {
        if (!FORM.matcher(hash).matches()) {
            throw new IllegalArgumentException("the md5-crypt hash is malformed");
        }
    }
}
