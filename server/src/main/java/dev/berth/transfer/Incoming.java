package dev.berth.transfer;

import dev.berth.protocol.TransferMode;
import dev.berth.storage.Upload;

/// What a transfer receives into. Opened before 150; the transfer commits or abandons it, whatever happens.
///
/// @param upload open
/// @param ascii whether CR LF become line ends of the disk
/// @param afterReturn whether the octet before, on the wire, is a CR that was not written
/// @param mode whether it comes compressed
public record Incoming(Upload upload, boolean ascii, boolean afterReturn, TransferMode mode) {

    /// In stream mode.
    public Incoming(Upload upload, boolean ascii, boolean afterReturn) {
        this(upload, ascii, afterReturn, new TransferMode.Stream());
    }

    /// The same in the mode that the session is in.
    public Incoming in(TransferMode other) {
        return new Incoming(upload, ascii, afterReturn, other);
    }
}
