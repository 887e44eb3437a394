package dev.berth.storage.local;

/// What makes a file itself, whatever its names: good as long as the file is open.
///
/// @param device the file system, major number in the upper half
/// @param inode its number there
record FileKey(long device, long inode) {}
