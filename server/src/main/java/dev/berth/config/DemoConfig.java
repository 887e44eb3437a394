package dev.berth.config;

/// `demo.*`: what an empty directory is filled with at the first start.
///
/// @param enabled `demo.enabled`
/// @param port `demo.port`, the control port of the first demo tenant; the second has the next one
/// @param passivePort `demo.passivePort`, where the two passive ranges of 100 ports begin, one behind the other
public record DemoConfig(boolean enabled, int port, int passivePort) {}
