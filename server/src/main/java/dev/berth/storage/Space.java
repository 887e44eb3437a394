package dev.berth.storage;

/// The room on the file system that a directory lies on, in octets.
///
/// @param free what can still be stored
/// @param total what there is altogether
public record Space(long free, long total) {}
