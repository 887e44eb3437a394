package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `storage.*`: the local files.
///
/// @param root `storage.root`, below which relative storage roots of tenants lie; by default `storage` under
/// `node.data`
/// @param durability `storage.durability`
/// @param partial `storage.partial`
/// @param threads `storage.threads`, how many file operations run at once
/// @param fileMode `storage.fileMode`, the permission bits of new files, octal
/// @param directoryMode `storage.directoryMode`, the permission bits of new directories, octal
public record StorageConfig(
        Path root, Durability durability, Partial partial, int threads, int fileMode, int directoryMode) {

    static final Setting<Optional<Path>> ROOT = setting(
            "storage.root",
            "",
            Rule.optional(Rule.path(), "the directory storage under node.data"),
            "The directory below which tenants' relative storage roots lie. Empty: storage under node.data.");

    static final Setting<Durability> DURABILITY = setting(
            "storage.durability",
            "fsync",
            Rule.choice(Durability.class),
            "What has reached the disk when 226 is sent: fsync (data, name and directory) or rename (the system writes"
                    + " when it likes; a power cut may lose the file).");

    static final Setting<Partial> PARTIAL = setting(
            "storage.partial",
            "keep",
            Rule.choice(Partial.class),
            "What becomes of a new file whose upload broke: keep (under its name, to be resumed) or discard.");

    static final Setting<Integer> THREADS =
            setting("storage.threads", 16, Rule.whole(1, 1024), "How many file operations run at the same time.");

    static final Setting<Integer> FILE_MODE = setting(
            "storage.fileMode",
            "0644",
            Rule.mode("permission bits of four octal digits in quotes, from \"0600\" to \"0777\"", 0600),
            "The permission bits of new files, octal and in quotes.");

    static final Setting<Integer> DIRECTORY_MODE = setting(
            "storage.directoryMode",
            "0755",
            Rule.mode("permission bits of four octal digits in quotes, from \"0700\" to \"0777\"", 0700),
            "The permission bits of new directories, octal and in quotes.");

    static final List<Setting<?>> SETTINGS = List.of(ROOT, DURABILITY, PARTIAL, THREADS, FILE_MODE, DIRECTORY_MODE);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public StorageConfig {
        ROOT.require(Optional.of(root));
        THREADS.require(threads);
        FILE_MODE.require(fileMode);
        DIRECTORY_MODE.require(directoryMode);
    }

    static StorageConfig read(Values values, Path data) {
        return new StorageConfig(
                values.get(ROOT)
                        .orElseGet(() -> data.resolve("storage"))
                        .toAbsolutePath()
                        .normalize(),
                values.get(DURABILITY),
                values.get(PARTIAL),
                values.get(THREADS),
                values.get(FILE_MODE),
                values.get(DIRECTORY_MODE));
    }

    /// What has reached the disk when 226 is sent.
    public enum Durability {
        /// Data, rename and directory are synchronised.
        FSYNC,
        /// The rename is done; the disk follows when the system writes.
        RENAME
    }

    /// What becomes of a new file whose upload broke.
    public enum Partial {
        /// It is kept under its name, to be resumed.
        KEEP,
        /// It is removed.
        DISCARD
    }
}
