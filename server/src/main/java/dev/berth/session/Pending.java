package dev.berth.session;

import dev.berth.protocol.FtpPath;

/// What one command leaves to the very next one.
public sealed interface Pending {

    /// Nothing.
    record Nothing() implements Pending {}

    /// RNFR named what RNTO will rename (RFC 959 §4.1.3).
    record RenameFrom(FtpPath path) implements Pending {}

    /// SITE CPFR named what SITE CPTO will copy.
    record CopyFrom(FtpPath path) implements Pending {}
}
