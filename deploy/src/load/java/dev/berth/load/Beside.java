package dev.berth.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A scenario that goes on beside what is measured, in a process of the lowest priority: its clients stand for others'
/// machines, and must not take the processors from what is measured.
final class Beside implements AutoCloseable {

    /// In seconds; it is ended long before.
    private static final String LONG = "3600";

    private final Process process;

    private Beside(Process process) {
        this.process = process;
    }

    /// Begins it.
    static Beside start(Scenario scenario, Server server) throws IOException {
        return new Beside(niced(
                        Load.class,
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
