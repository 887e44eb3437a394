package dev.berth.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files with keys: for their owner alone, and there whole or not at all. They are read and written at the start,
/// on a worker.
final class SmallFile {

    private SmallFile() {}

    static boolean exists(Path file) {
        return Files.exists(file);
    }

    /// @throws UnusableCertificate if it cannot be read
    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnusableCertificate("the file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// @throws UnusableCertificate if it cannot be written
    static void write(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".writing");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnusableCertificate("the file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
