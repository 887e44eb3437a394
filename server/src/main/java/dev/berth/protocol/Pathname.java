package dev.berth.protocol;

/// What a client wrote as the name of a file: relative or absolute, not yet resolved.
///
/// @param octets an octet string without NUL and LF; not empty
public record Pathname(String octets) {}
