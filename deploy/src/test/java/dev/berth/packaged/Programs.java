package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Runs other programs to their end.
public final class Programs {

    /// How a program ended.
    ///
    /// @param out its standard output
    /// @param err its standard error output
    public record Ended(List<String> command, int code, String out, String err) {

        /// This, if the program said that all went well.
        public Ended orFail() {
            assertThat(code)
                    .as("%s%n%s%n%s", String.join(" ", command), out, err)
                    .isZero();
            return this;
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Programs() {}

    /// Runs a program without input and in the locale of the start script.
    public static Ended run(Path directory, List<String> command) {
        return run(directory, command, "", Map.of());
    }

    /// Runs a program that may take longer than others.
    public static Ended run(Path directory, List<String> command, Duration limit) {
        return run(directory, command, "", Map.of(), limit);
    }

    /// Runs a program.
    ///
    /// @param input what it reads from its standard input
    /// @param environment what is added to this process's environment
    public static Ended run(Path directory, List<String> command, String input, Map<String, String> environment) {
        return run(directory, command, input, environment, LIMIT);
    }

    private static Ended run(
            Path directory, List<String> command, String input, Map<String, String> environment, Duration longest) {
        try {
            Path in = Files.writeString(Files.createTempFile("berth-in", ""), input);
            Path out = Files.createTempFile("berth-out", "");
            Path err = Files.createTempFile("berth-err", "");
            try {
                var builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().put("LC_ALL", "C.UTF-8");
                builder.environment().putAll(environment);
                int code = ended(builder.start(), command, longest);
                return new Ended(command, code, text(out), text(err));
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        }
    }

    /// Whether there is a program of that name on the path.
    public static boolean isThere(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .anyMatch(Files::isExecutable);
    }

    /// Goes on only if all those programs are there: a test that cannot run is a failure where `CI=true`, and is
    /// skipped with a message elsewhere.
    public static void require(List<String> names) {
        List<String> missing = names.stream().filter(name -> !isThere(name)).toList();
        if (!missing.isEmpty()) {
            String message = "not installed: " + String.join(", ", missing) + " (.ci/run installs it)";
            if (isRequired()) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
    }

    /// Whether nothing may be skipped.
    static boolean isRequired() {
        return "true".equals(System.getenv("CI"));
    }

    private static int ended(Process process, List<String> command, Duration longest) {
        Duration limit = Patience.of(longest);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(String.join(" ", command) + " did not end within " + limit.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
