package dev.berth.storage;

/// The hash of a piece of a file.
///
/// @param hexadecimal lower case
/// @param of the piece, as far as the file has it
public record FileHash(String hexadecimal, Extent of) {}
