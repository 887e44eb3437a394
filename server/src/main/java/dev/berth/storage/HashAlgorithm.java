package dev.berth.storage;

import java.util.Locale;
import java.util.Optional;

/// How the content of a file is hashed. The names are those of the IANA registry that draft-bryan-ftpext-hash names;
/// CRC32 is not in it, but widely used.
public enum HashAlgorithm {
    SHA_256("SHA-256"),
    SHA_512("SHA-512"),
    SHA_1("SHA-1"),
    MD5("MD5"),
    CRC32("CRC32");

    private final String wireName;

    HashAlgorithm(String wireName) {
        this.wireName = wireName;
    }

    /// As it stands on the wire; for the JDK as well, CRC32 excepted.
    public String wireName() {
        return wireName;
    }

    /// The algorithm of that name, in any case.
    public static Optional<HashAlgorithm> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.wireName.equals(wanted)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
