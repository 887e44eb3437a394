package dev.berth.jdbc;

import dev.berth.account.Secret;
import dev.berth.config.LoginConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Hashes of passwords as text: made with argon2id at the configured cost, verified by the format that their first
/// characters name, which is how accounts that come from elsewhere keep their passwords. Slow on purpose, and never
/// to be called on an event loop.
public class PasswordHashes {

    /// Longer passwords are neither hashed nor verified.
    static final int LONGEST = 1_024;

    /// One way to write a hash.
    interface Format {

        /// Whether a hash is written this way.
        boolean reads(String hash);

        /// Whether `password` makes `hash`.
        ///
        /// @throws IllegalArgumentException if the hash is malformed, or would cost more than is allowed; its
        ///     message does not contain the hash
        boolean verify(byte[] password, String hash);

        /// Looks at a hash without verifying anything.
        ///
        /// @throws IllegalArgumentException as [#verify] does
        void requireSound(String hash);

        /// Whether whoever gets hold of such a hash finds most passwords soon.
        boolean isWeak();
    }

    private final Argon2id argon2id;
    private final List<Format> formats;

    public PasswordHashes(LoginConfig config) {
        this.argon2id = new Argon2id(config.memoryKib(), config.iterations(), config.parallelism());
        this.formats = List.of(
                argon2id, new Bcrypt(), new Sha2CryptHash(), new ScryptHash(), new Pbkdf2Hash(), new Md5CryptHash());
    }

    /// Makes the hash of a new password.
    ///
    /// @throws IllegalArgumentException if the password is longer than 1,024 characters
    public String hash(Secret password) {
        return argon2id.hash(bytes(password)
                .orElseThrow(() -> new IllegalArgumentException("a password has at most " + LONGEST + " characters")));
    }

    /// Verifies a password.
    ///
    /// @return whether it is the right one; false if it is too long
    /// @throws IllegalArgumentException if the hash is malformed, of an unknown format, or would cost more than is
    ///     allowed
    public boolean verify(Secret password, String hash) {
        Format format = format(hash);
        Optional<byte[]> bytes = bytes(password);
        if (bytes.isEmpty()) {
            return spend(password);
        }
        computed();
        return format.verify(bytes.get(), hash);
    }

    /// Whether a hash is to be made anew as soon as its password is known.
    ///
    /// @return false for what [#hash] makes now
    public boolean isOutdated(String hash) {
        return !argon2id.isCurrent(hash);
    }

    /// Whether whoever gets hold of this hash finds most passwords soon.
    ///
    /// @return true for md5-crypt and apr1
    public boolean isWeak(String hash) {
        return format(hash).isWeak();
    }

    /// Looks at a hash that was made elsewhere.
    ///
    /// @throws IllegalArgumentException if [#verify] could never accept a password for it; the message says why,
    ///     and does not contain the hash
    public void requireSound(String hash) {
        format(hash).requireSound(hash);
    }

    private Format format(String hash) {
        return formats.stream()
                .filter(candidate -> candidate.reads(hash))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the hash is of no known format"));
    }

    /// Takes the time and the memory of one verification, so that a login which cannot succeed looks like one which
    /// did not.
    ///
    /// @return false
    boolean spend(Secret password) {
        computed();
        return argon2id.spend(bytes(password).orElse(new byte[0]));
    }

    /// Called for each verification, real or pretended: what a client could measure.
    void computed() {}

    private static Optional<byte[]> bytes(Secret password) {
        return password.value().length() > LONGEST
                ? Optional.empty()
                : Optional.of(password.value().getBytes(StandardCharsets.UTF_8));
    }
}
