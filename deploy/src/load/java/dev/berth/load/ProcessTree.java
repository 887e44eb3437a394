package dev.berth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A server's processes, by `/proc`.
///
/// @param root the process that was started
record ProcessTree(ProcessHandle root) {

    private static final double TICKS_PER_SECOND = 100;

    /// Processor seconds of all its processes, user and system, those of ended and awaited children included.
    double cpuSeconds() {
        return processes().mapToLong(ProcessTree::ticks).sum() / TICKS_PER_SECOND;
    }

    /// Memory in KiB: each page that several processes share is counted once, in shares.
    long proportionalKiB() {
        return processes().mapToLong(ProcessTree::pss).sum();
    }

    /// Open file descriptors of all its processes.
    long descriptors() {
        return processes().mapToLong(ProcessTree::descriptors).sum();
    }

    private static long descriptors(ProcessHandle process) {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return all.count();
        } catch (IOException _) {
            return 0; // it has ended meanwhile
        }
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static long ticks(ProcessHandle process) {
        return lines(process, "stat").stream()
                .mapToLong(line -> {
                    // After the name, which may have spaces in it: utime, stime, cutime, cstime are fields 14 to 17.
                    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                    return Long.parseLong(fields[11])
                            + Long.parseLong(fields[12])
                            + Long.parseLong(fields[13])
                            + Long.parseLong(fields[14]);
                })
                .sum();
    }

    private static long pss(ProcessHandle process) {
        return lines(process, "smaps_rollup").stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static List<String> lines(ProcessHandle process, String file) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException _) {
            return List.of(); // it has ended meanwhile
        }
    }
}
