package dev.berth.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A scenario that goes on beside what is measured, in a process of the lowest priority: its clients stand for others'
/// machines, and must not take the processors from what is measured.
final class Beside implements AutoCloseable {

    /// In seconds; it is ended long before, and ends with who started it.
    private static final String LONG = "3600";

    private final Process process;

    private Beside(Process process) {
        this.process = process;
    }

    /// Begins it.
    static Beside start(Scenario scenario, Server server) throws IOException {
        return new Beside(niced(
                        Beside.class,
                        "--scenarios",
                        scenario.name(),
                        "--settle",
                        "0",
                        "--warm",
                        "0",
                        "--seconds",
                        LONG,
                        server.words())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /// The load test, until standard input ends: it must not outlive who started it.
    ///
    /// @param words as for [Load]
    public static void main(String[] words) {
        Thread.ofPlatform().daemon().start(() -> System.exit(endOfInput()));
        Load.main(words);
    }

    private static int endOfInput() {
        try {
            return System.in.read() < 0 ? 0 : 1;
        } catch (IOException e) {
            return 1;
        }
    }

    /// A JVM of the lowest priority.
    ///
    /// @param main whose `main` it runs
    /// @param words that it is given
    static ProcessBuilder niced(Class<?> main, String... words) {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        List<String> command =
                new ArrayList<>(List.of("nice", "-n", "19", java, "-XX:+UseSerialGC", "-Xmx512m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    /// Whether it still goes on: what is measured beside nothing says nothing.
    boolean goesOn() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
