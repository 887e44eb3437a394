package dev.berth.quota;

/// What quotas count. A component may be negative where something becomes less.
///
/// @param octets of stored content
/// @param files stored regular files
/// @param volume octets that went over data connections in this month, in both directions
public record Amount(long octets, long files, long volume) {

    /// Nothing.
    public static final Amount NONE = new Amount(0, 0, 0);

    /// Some octets and nothing else.
    public static Amount ofOctets(long octets) {
        return new Amount(octets, 0, 0);
    }

    /// Some volume and nothing else.
    public static Amount ofVolume(long volume) {
        return new Amount(0, 0, volume);
    }

    /// Both together.
    public Amount plus(Amount other) {
        return new Amount(octets + other.octets, files + other.files, volume + other.volume);
    }

    /// What is left when the other is taken away.
    public Amount minus(Amount other) {
        return new Amount(octets - other.octets, files - other.files, volume - other.volume);
    }

    /// Each component, or 0 where it is negative.
    public Amount positive() {
        return new Amount(Math.max(0, octets), Math.max(0, files), Math.max(0, volume));
    }

    /// Whether no component is larger than that of `other`.
    public boolean fitsInto(Amount other) {
        return octets <= other.octets && files <= other.files && volume <= other.volume;
    }

    /// Whether every component is 0.
    public boolean isNothing() {
        return equals(NONE);
    }
}
