package dev.berth.packaged.client;

import dev.berth.packaged.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The old line-by-line clients, which read their commands from the standard input and seldom tell by their exit
/// code how it went: what came of it is seen on the disk.
final class Dialogue {

    private Dialogue() {}

    /// Lets such a client do some commands in the directory of the place.
    ///
    /// @param command the program with its options
    static String of(Place at, List<String> command, String... commands) {
        List<String> lines = new ArrayList<>(List.of("user " + at.user() + " " + at.password(), "binary"));
        lines.add("cd " + at.directory());
        lines.addAll(List.of(commands));
        lines.add("bye");
        Programs.Ended ended = Programs.run(at.local(), command, String.join("\n", lines) + "\n", Map.of());
        return ended.out() + ended.err();
    }

    static String quoted(Object text) {
        return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// How much of a file there is already.
    static long length(Path file) {
        return file.toFile().length();
    }
}
