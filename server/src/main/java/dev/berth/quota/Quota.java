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

    /// What is left of it.
    ///
    /// @param taken what is used or set aside
    public Quota less(Amount taken) {
        return new Quota(left(octets, taken.octets()), left(files, taken.files()), left(volume, taken.volume()));
    }

    /// The smaller of both, in each component.
    public Quota and(Quota other) {
        return new Quota(Math.min(octets, other.octets), Math.min(files, other.files), Math.min(volume, other.volume));
    }

    private static long left(long limit, long taken) {
        return limit == UNLIMITED ? limit : Math.max(0, limit - taken);
    }
}
