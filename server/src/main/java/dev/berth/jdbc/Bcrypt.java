package dev.berth.jdbc;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// Bcrypt as OpenBSD, PHP (`$2y$`), `htpasswd` and `mkpasswd` write it. `$2a$` and `$2b$` name the same computation
/// for passwords of this length; like everywhere, only the first 72 octets count.
final class Bcrypt implements PasswordHashes.Format {

    /// A second or so; each step doubles it.
    private static final int MOST_COST = 15;

    private static final int OCTETS_THAT_COUNT = 72;
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{53}");

    @Override
    public boolean reads(String hash) {
        return hash.startsWith("$2a$") || hash.startsWith("$2b$") || hash.startsWith("$2y$");
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        requireSound(hash);
        return OpenBSDBCrypt.checkPassword(
                hash, password.length > OCTETS_THAT_COUNT ? Arrays.copyOf(password, OCTETS_THAT_COUNT) : password);
    }

    @Override
    public void requireSound(String hash) {
        Matcher parts = FORM.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the bcrypt hash is malformed");
        }
        int cost = Integer.parseInt(parts.group(1));
        if (cost < 4 || cost > MOST_COST) {
            throw new IllegalArgumentException(
                    "the bcrypt hash has cost " + cost + "; 4 to " + MOST_COST + " are allowed");
        }
    }
}
