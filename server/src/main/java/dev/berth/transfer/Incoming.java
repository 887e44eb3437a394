package dev.berth.transfer;

import dev.berth.storage.Upload;

/// What a transfer receives into. Opened before 150; the transfer commits or abandons it, whatever happens.
///
/// @param upload open
/// @param ascii whether CR LF become line ends of the disk
/// @param afterReturn whether the octet before, on the wire, is a CR that was not written
public record Incoming(Upload upload, boolean ascii, boolean afterReturn) {}
