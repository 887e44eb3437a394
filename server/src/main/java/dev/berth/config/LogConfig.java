package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.util.List;

/// `log.*`: the log.
///
/// @param format `log.format`
/// @param level `log.level`: error, warn, info, debug
public record LogConfig(Format format, String level) {

    static final Setting<Format> FORMAT = setting(
            "log.format",
            "text",
            Rule.choice(Format.class),
            "How a line of the log looks: text for people, json (one object a line) for machines.");

    static final Setting<String> LEVEL = setting(
            "log.level",
            "info",
            Rule.word("error", "warn", "info", "debug"),
            "What is logged at the least. The log goes to the standard error output.");

    static final List<Setting<?>> SETTINGS = List.of(FORMAT, LEVEL);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public LogConfig {
        LEVEL.require(level);
    }

    static LogConfig read(Values values) {
        return new LogConfig(values.get(FORMAT), values.get(LEVEL));
    }

    /// How a line of the log looks.
    public enum Format {
        /// For people.
        TEXT,
        /// One JSON object a line, for machines.
        JSON
    }
}
