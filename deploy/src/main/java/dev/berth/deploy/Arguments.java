package dev.berth.deploy;

import dev.berth.config.Setting;
import dev.berth.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/// The command line of the server.
@Command(
        name = "berth",
        description = "Serves FTP for many tenants.",
        mixinStandardHelpOptions = true,
        versionProvider = Arguments.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class Arguments {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML; see berth.yaml in the directory conf.")
    @Nullable
    Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the node keeps its data (node.data).")
    @Nullable
    String data;

    @Option(names = "--bind", paramLabel = "ADDR[,ADDR]", description = "Where it listens (node.bind).")
    @Nullable
    String bind;

    @Option(names = "--port", paramLabel = "N", description = "The first control port of the demo (demo.port).")
    @Nullable
    String port;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting but secrets; may be repeated.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--check-config", description = "Check all settings, say what is wrong, and end.")
    boolean checkConfig;

    /// The parser; its help lists all settings.
    static CommandLine parser(Arguments arguments) {
        CommandLine parser = new CommandLine(arguments);
        parser.getCommandSpec().usageMessage().footer(footer());
        return parser;
    }

    /// Where settings come from.
    Sources sources(Map<String, String> environment) {
        Map<String, String> given = new LinkedHashMap<>(settings);
        Optional.ofNullable(data).ifPresent(value -> given.put("node.data", value));
        Optional.ofNullable(bind).ifPresent(value -> given.put("node.bind", value));
        Optional.ofNullable(port).ifPresent(value -> given.put("demo.port", value));
        return new Sources(Optional.ofNullable(config), environment, given);
    }

    private static String[] footer() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Ends with 0 after --check-config, --help and --version; 1 if it cannot start; 2 if the command line",
                "and 78 if a setting is wrong; 130 after Ctrl-C (SIGINT) and 143 after SIGTERM.",
                "",
                "Settings, with the environment variable that sets each and its default. The command line",
                "wins over the environment, the environment over the file:"));
        for (Setting<?> setting : Settings.all()) {
            lines.add("");
            lines.add(escaped("  " + setting.key() + "  " + setting.variable() + "  " + initial(setting)));
            lines.add(escaped("    " + setting.meaning()));
        }
        return lines.toArray(String[]::new);
    }

    private static String initial(Setting<?> setting) {
        return setting.initialText().isEmpty() ? "(empty)" : setting.initialText();
    }

    /// picocli takes a footer for a format.
    private static String escaped(String line) {
        return line.replace("%", "%%");
    }

    /// What `--version` prints.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"Berth " + number() + " on Java " + Runtime.version()};
        }

        /// The version of the jar; `development` when there is none.
        static String number() {
            return Optional.ofNullable(Arguments.class.getPackage().getImplementationVersion())
                    .orElse("development");
        }
    }
}
