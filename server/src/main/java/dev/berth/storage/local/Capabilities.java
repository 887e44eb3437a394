package dev.berth.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel lets this process do (capabilities(7)).
final class Capabilities {

    /// `CAP_CHOWN`, `CAP_DAC_OVERRIDE` and `CAP_FOWNER`: to give files away, and to go on using them.
    private static final long GIVING_AWAY = 1L | 1L << 1 | 1L << 3;

    private static final String EFFECTIVE = "CapEff:";

    private Capabilities() {}

    /// Whether files may belong to others. It waits for the kernel, not for a disk.
    static boolean giveFilesAway() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(EFFECTIVE.length()).strip(), 16))
                    .anyMatch(held -> (held & GIVING_AWAY) == GIVING_AWAY);
        } catch (IOException _) {
            return false;
        }
    }
}
