package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `log.*`: the log, and the log of transfers.
///
/// @param format `log.format`
/// @param level `log.level`: error, warn, info, debug
/// @param xferlog `log.xferlog`; empty for none
/// @param xferlogRotation `log.xferlogRotation`
/// @param xferlogSize `log.xferlogSize`, in MiB
/// @param xferlogKept `log.xferlogKept`, how many old files
public record LogConfig(
        Format format,
        String level,
        Optional<Path> xferlog,
        Rotation xferlogRotation,
        int xferlogSize,
        int xferlogKept) {

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

    static final Setting<Optional<Path>> XFERLOG = setting(
            "log.xferlog",
            "",
            Rule.optional(Rule.path(), "none"),
            "The file of the transfer log in the form of wu-ftpd's xferlog, which billing and statistics programs read: one"
                    + " line for each file that was stored or retrieved on this node, whole or not.");

    static final Setting<Rotation> XFERLOG_ROTATION = setting(
            "log.xferlogRotation",
            "daily",
            Rule.choice(Rotation.class),
            "When a new file of the transfer log is begun: daily (the old one gets its day behind its name) or size (the"
                    + " old ones get .1, .2 and so on, the youngest first).");

    static final Setting<Integer> XFERLOG_SIZE = setting(
            "log.xferlogSize",
            100,
            Rule.whole(1, 1_000_000),
            "How large, in MiB, a file of the transfer log becomes where log.xferlogRotation is size.");

    static final Setting<Integer> XFERLOG_KEPT = setting(
            "log.xferlogKept",
            30,
            Rule.whole(1, 1000),
            "How many old files of the transfer log are kept; those beyond are removed.");

    static final List<Setting<?>> SETTINGS =
            List.of(FORMAT, LEVEL, XFERLOG, XFERLOG_ROTATION, XFERLOG_SIZE, XFERLOG_KEPT);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public LogConfig {
        LEVEL.require(level);
        XFERLOG.require(xferlog);
        XFERLOG_SIZE.require(xferlogSize);
        XFERLOG_KEPT.require(xferlogKept);
    }

    /// Without a transfer log.
    ///
    /// @throws ConfigurationInvalid if a value breaks its rule
    public LogConfig(Format format, String level) {
        this(
                format,
                level,
                Optional.empty(),
                XFERLOG_ROTATION.initialValue(),
                XFERLOG_SIZE.initialValue(),
                XFERLOG_KEPT.initialValue());
    }

    static LogConfig read(Values values) {
        return new LogConfig(
                values.get(FORMAT),
                values.get(LEVEL),
                values.get(XFERLOG).map(Path::toAbsolutePath),
                values.get(XFERLOG_ROTATION),
                values.get(XFERLOG_SIZE),
                values.get(XFERLOG_KEPT));
    }

    /// How a line of the log looks.
    public enum Format {
        /// For people.
        TEXT,
        /// One JSON object a line, for machines.
        JSON
    }

    /// When a new file of the transfer log is begun.
    public enum Rotation {
        /// At the first transfer of a day.
        DAILY,
        /// When it is large enough.
        SIZE
    }
}
