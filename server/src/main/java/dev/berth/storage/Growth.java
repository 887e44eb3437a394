package dev.berth.storage;

/// By how much an operation has made the files of a view more, or less.
///
/// @param octets of content; negative when it became less
/// @param files regular files; negative when there are fewer
public record Growth(long octets, long files) {

    /// Nothing changed.
    public static final Growth NONE = new Growth(0, 0);

    /// More than there can be, and small enough to be added to.
    public static final Growth UNBOUNDED = new Growth(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);

    /// Both together.
    public Growth plus(Growth other) {
        return new Growth(octets + other.octets, files + other.files);
    }

    /// What is left when the other is taken away.
    public Growth minus(Growth other) {
        return new Growth(octets - other.octets, files - other.files);
    }

    /// The smaller of both, in each component.
    public Growth and(Growth other) {
        return new Growth(Math.min(octets, other.octets), Math.min(files, other.files));
    }

    /// Whether no component is larger than that of `most`.
    public boolean fitsInto(Growth most) {
        return octets <= most.octets && files <= most.files;
    }
}
