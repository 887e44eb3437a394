package dev.berth.jdbc;

/// What the tables are like.
///
/// @param version of the newest script, or `none`
/// @param changed whether they were another way before
record Schema(String version, boolean changed) {}
