package dev.berth.load;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files that the scenarios fetch and list.
final class TestFiles {

    private TestFiles() {}

    /// Makes them in an account's home on this machine.
    static void make(Path home) throws IOException {
        Files.createDirectories(home);
        file(home.resolve("big"), Scenario.BIG);
        file(home.resolve("64k"), 65_536);
        file(home.resolve("1k"), 1024);
        directory(home.resolve("dir10k"), 10_000);
        directory(home.resolve("dir100k"), 100_000);
    }

    /// Makes a file of that size, unless it is there.
    static void file(Path path, long size) throws IOException {
        if (Files.exists(path) && Files.size(path) == size) {
            return;
        }
        byte[] piece = new byte[1 << 20];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = (byte) (i * 31 + (i >> 8));
        }
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            for (long left = size; left > 0; left -= piece.length) {
                file.write(piece, 0, (int) Math.min(piece.length, left));
            }
        }
    }

    /// Makes a directory with so many empty files.
    static void directory(Path path, int entries) throws IOException {
        Files.createDirectories(path);
        for (int i = 1; i <= entries; i++) {
            Path entry = path.resolve("entry-%07d".formatted(i));
            if (!Files.exists(entry)) {
                Files.createFile(entry);
            }
        }
    }
}
