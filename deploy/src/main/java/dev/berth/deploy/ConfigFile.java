package dev.berth.deploy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.config.BerthConfig;
import dev.berth.config.ConfigurationInvalid;
import dev.berth.config.Fault;
import dev.berth.config.Machine;
import dev.berth.config.Setting;
import dev.berth.config.Settings;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes the configuration of its sources: built-in defaults, then the YAML file, then the environment, then the
/// command line, of which each later one wins. What is wrong with any of them is told at once.
final class ConfigFile {

    private static final String PREFIX = "BERTH_";

    /// Variables of that prefix that are not settings: options of the JVM for the start script, and what
    /// `berthctl` reads.
    private static final Set<String> OTHERS = Set.of("BERTH_JAVA_OPTS", "BERTH_URL", "BERTH_TOKEN", "BERTH_TOKEN_FILE");

    private final Sources sources;
    private final Machine machine;
    private final List<Fault> faults = new ArrayList<>();

    private ConfigFile(Sources sources, Machine machine) {
        this.sources = sources;
        this.machine = machine;
    }

    /// Reads all sources. It waits for files, so it belongs on the main thread, before there is a server.
    ///
    /// @throws StartFailed with all faults
    static BerthConfig read(Sources sources, Machine machine) {
        return new ConfigFile(sources, machine).read();
    }

    private BerthConfig read() {
        ConfigRetrieverOptions stores = new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(-1)
                .addStore(json(Settings.defaults(machine)));
        sources.file().filter(YamlFile::hasContent).ifPresent(file -> stores.addStore(yaml(file)));
        stores.addStore(json(environment())).addStore(json(commandLine()));
        JsonObject merged = withPasswordsOfFiles(retrieve(stores));
        try {
            return BerthConfig.read(merged, machine, faults);
        } catch (ConfigurationInvalid e) {
            throw StartFailed.configuration(sentence(e), e);
        }
    }

    /// vertx-config needs a Vert.x; the server's own is made by what is read here.
    private static JsonObject retrieve(ConfigRetrieverOptions stores) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            return joined(ConfigRetriever.create(vertx, stores).getConfig());
        } finally {
            joined(vertx.close());
        }
    }

    @CanIgnoreReturnValue
    private static <T> T joined(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static ConfigStoreOptions json(JsonObject content) {
        return new ConfigStoreOptions().setType("json").setConfig(content);
    }

    private static ConfigStoreOptions yaml(Path file) {
        return new ConfigStoreOptions()
                .setType("file")
                .setFormat("yaml")
                .setConfig(new JsonObject().put("path", file.toAbsolutePath().toString()));
    }

    private JsonObject environment() {
        JsonObject settings = new JsonObject();
        for (Map.Entry<String, String> variable : new TreeMap<>(sources.environment()).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                Settings.ofVariable(name)
                        .ifPresentOrElse(
                                setting -> Settings.put(settings, setting.key(), variable.getValue()),
                                () -> faults.add(unknown(name)));
            }
        }
        return settings;
    }

    /// Its value may be a secret whose name was misspelt.
    private static Fault unknown(String variable) {
        return new Fault(
                variable, "***", "no setting has this variable; the nearest is " + Settings.nearestVariable(variable));
    }

    private JsonObject commandLine() {
        JsonObject settings = new JsonObject();
        sources.commandLine().forEach((key, value) -> {
            Optional<Setting<?>> secret = Settings.named(key).filter(Setting::secret);
            if (secret.isPresent()) {
                faults.add(new Fault(
                        key,
                        "***",
                        "give it by a file or by " + secret.get().variable()
                                + ", for a command line is seen by everybody on the machine"));
            } else {
                Settings.put(settings, key, value);
            }
        });
        return settings;
    }

    private JsonObject withPasswordsOfFiles(JsonObject merged) {
        if (merged.getValue("database") instanceof JsonObject database) {
            readPassword(database, "password", "passwordFile");
            readPassword(database, "ownerPassword", "ownerPasswordFile");
        }
        return merged;
    }

    private void readPassword(JsonObject database, String name, String fileName) {
        if (!(database.getValue(fileName) instanceof String file) || file.isBlank()) {
            return;
        }
        String key = "database." + fileName;
        if (database.getValue(name) instanceof String password && password.isEmpty()) {
            firstLine(file)
                    .ifPresentOrElse(
                            line -> database.put(name, line),
                            () -> faults.add(
                                    new Fault(key, file, "a file that can be read, whose first line is the password")));
        } else {
            faults.add(new Fault(key, file, "not together with database." + name));
        }
    }

    private static Optional<String> firstLine(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.findFirst().filter(line -> !line.isEmpty());
        } catch (IOException | InvalidPathException | UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private static String sentence(ConfigurationInvalid invalid) {
        List<Fault> all = invalid.faults();
        return "The configuration has " + (all.size() == 1 ? "a fault:" : all.size() + " faults:")
                + all.stream().map(fault -> "\n  " + fault).collect(Collectors.joining());
    }
}
