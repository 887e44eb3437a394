package dev.berth.observe;

import java.util.function.Supplier;

/// The node's meters as text, for who collects them.
///
/// @param type the media type, such as `text/plain; version=0.0.4; charset=utf-8`
/// @param text writes them; takes its time, and is not to be called on an event loop
public record Exposition(String type, Supplier<String> text) {}
