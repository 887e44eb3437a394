package dev.berth.storage;

/// A piece of a file, in octets: from `start` on, before `end`.
///
/// @param start 0 or more
/// @param end `start` or more; beyond the end of the file means up to there
public record Extent(long start, long end) {

    /// The file from beginning to end.
    public static final Extent WHOLE = new Extent(0, Long.MAX_VALUE);

    public Extent {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("from " + start + " to " + end + " is no piece of a file");
        }
    }

    /// Whether it is everything.
    public boolean isWhole() {
        return start == 0 && end == Long.MAX_VALUE;
    }

    /// The part that a file of that size has; empty if it ends before the piece begins.
    public Extent within(long size) {
        return new Extent(Math.min(start, size), Math.min(end, size));
    }

    /// How many octets.
    public long length() {
        return end - start;
    }
}
