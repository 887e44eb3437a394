package dev.berth.protocol;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The facts of MLST and MLSD (RFC 3659 §7.5; `UNIX.*` as widely used).
public enum Fact {
    TYPE("type"),
    SIZE("size"),
    MODIFY("modify"),
    PERM("perm"),
    UNIQUE("unique"),
    UNIX_MODE("UNIX.mode"),
    UNIX_OWNER("UNIX.owner"),
    UNIX_GROUP("UNIX.group");

    /// All of them, which is what a session begins with.
    public static final Set<Fact> ALL = Set.copyOf(EnumSet.allOf(Fact.class));

    private final String wireName;

    Fact(String wireName) {
        this.wireName = wireName;
    }

    /// As it stands on the wire.
    public String wireName() {
        return wireName;
    }

    /// The fact of that name, in any case.
    public static Optional<Fact> named(String name) {
        for (Fact fact : values()) {
            if (fact.wireName.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(fact);
            }
        }
        return Optional.empty();
    }
}
