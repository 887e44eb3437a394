package dev.berth.command;

/// The argument of a verb that takes none.
enum Nothing {
    NOTHING
}
