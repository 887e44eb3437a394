package dev.berth.quota;

/// The most that somebody may have. [#UNLIMITED] in a component is no limit.
///
/// @param octets of stored content
/// @param files stored regular files
/// @param volume octets over data connections in a month
public record Quota(long octets, long files, long volume) {

    /// In place of a number: no limit.
    public static final long UNLIMITED = Long.MAX_VALUE;

    /// No limit at all.
    public static final Quota NONE = new Quota(UNLIMITED, UNLIMITED, UNLIMITED);

    public Quota {
        if (octets < 0 || files < 0 || volume < 0) {
            throw new IllegalArgumentException("a quota is not negative");
        }
    }
}
