package dev.berth.storage;

/// How a file is written.
public sealed interface WriteMode {

    /// STOR: a new content, published whole at the end.
    ///
    /// @param overwrite whether a file that is there may be replaced
    record Replace(boolean overwrite) implements WriteMode {}

    /// APPE: behind what is there; a missing file is made.
    record Append() implements WriteMode {}

    /// REST and STOR: in place from `offset` on; what was behind is cut off. The file must be there and reach the
    /// offset.
    ///
    /// @param offset in octets, 0 or more
    record ResumeAt(long offset) implements WriteMode {}

    /// RANG and STOR: in place, exactly the octets of the piece; what is before and behind stays as it is. The file
    /// must reach its start; one that is missing is made. An upload that is longer or shorter fails with
    /// [StorageException.Reason#NOT_THE_RANGE].
    record Within(Extent piece) implements WriteMode {}
}
