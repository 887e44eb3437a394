package dev.berth.protocol;

/// How data goes over a data connection (RFC 959 §3.4).
public sealed interface TransferMode {

    /// As it is.
    record Stream() implements TransferMode {}

    /// Compressed, in the format of zlib (RFC 1950): MODE Z of draft-preston-ftpext-deflate.
    ///
    /// @param level 1 (quick) to 9 (small)
    /// @param mostGrowth how many times larger than what came an upload may become
    record Deflate(int level, int mostGrowth) implements TransferMode {}
}
