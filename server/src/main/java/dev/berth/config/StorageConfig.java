package dev.berth.config;

import java.nio.file.Path;

/// `storage.*`: the local files.
///
/// @param root `storage.root`, below which relative storage roots of tenants lie; by default `storage` under
///     `node.data`
/// @param durability `storage.durability`
/// @param partial `storage.partial`
/// @param threads `storage.threads`, how many file operations run at once
/// @param fileMode `storage.fileMode`, the permission bits of new files, octal
/// @param directoryMode `storage.directoryMode`, the permission bits of new directories, octal
public record StorageConfig(
        Path root, Durability durability, Partial partial, int threads, int fileMode, int directoryMode) {

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
