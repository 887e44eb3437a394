package dev.berth.storage;

import dev.berth.protocol.FileFacts;
import java.util.Comparator;

/// How the entries of a directory are sorted.
public enum Order {
    /// By the octets of their names.
    NAME,
    /// The same, backwards.
    NAME_BACKWARDS,
    /// What changed last comes first.
    NEWEST,
    /// What changed last comes last.
    OLDEST,
    /// The largest comes first.
    LARGEST,
    /// The largest comes last.
    SMALLEST;

    private static final Comparator<FileFacts> BY_NAME = Comparator.comparing(FileFacts::name);
    private static final Comparator<FileFacts> BY_AGE =
            Comparator.comparing(FileFacts::modified).reversed().thenComparing(BY_NAME);
    private static final Comparator<FileFacts> BY_SIZE =
            Comparator.comparingLong(FileFacts::size).reversed().thenComparing(BY_NAME);

    /// Compares two entries.
    public Comparator<FileFacts> comparator() {
        return switch (this) {
            case NAME -> BY_NAME;
            case NAME_BACKWARDS -> BY_NAME.reversed();
            case NEWEST -> BY_AGE;
            case OLDEST -> BY_AGE.reversed();
            case LARGEST -> BY_SIZE;
            case SMALLEST -> BY_SIZE.reversed();
        };
    }

    /// Whether the names alone decide.
    public boolean isByName() {
        return this == NAME || this == NAME_BACKWARDS;
    }
}
