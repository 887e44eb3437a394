package dev.berth.storage;

/// By how much an operation has made the files of a view more, or less.
///
/// @param octets of content; negative when it became less
/// @param files regular files; negative when there are fewer
public record Growth(long octets, long files) {

    /// Nothing changed.
    public static final Growth NONE = new Growth(0, 0);

    /// Both together.
    public Growth plus(Growth other) {
        return new Growth(octets + other.octets, files + other.files);
    }
}
