package dev.berth.config;

/// `log.*`: the log.
///
/// @param format `log.format`
/// @param level `log.level`: error, warn, info, debug
public record LogConfig(Format format, String level) {

    /// How a line of the log looks.
    public enum Format {
        /// For people.
        TEXT,
        /// One JSON object a line, for machines.
        JSON
    }
}
