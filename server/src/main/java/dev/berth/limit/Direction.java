package dev.berth.limit;

/// Which way octets go.
public enum Direction {
    /// To the client.
    DOWNLOAD,
    /// From the client.
    UPLOAD
}
