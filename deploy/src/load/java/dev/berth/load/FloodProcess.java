package dev.berth.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A flood in a process of its own, of the lowest priority: its clients stand for others' machines, and must not take
/// the processors from what is measured.
final class FloodProcess implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    static final String USER = "user";
    static final String PASSWORD = "correct horse battery";

    private final Process process;

    private FloodProcess(Process process) {
        this.process = process;
    }

    static FloodProcess start(FloodKind kind, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        return new FloodProcess(new ProcessBuilder(List.of(
                        "nice",
                        "-n",
                        "19",
                        java,
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FloodProcess.class.getName(),
                        kind.name(),
                        Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /// The account of a tenant that floods, or is disturbed.
    static Target target(int port) {
        return new Target(HOST, port, USER, PASSWORD);
    }

    /// Floods until its standard input ends, then prints how often it was done and refused.
    ///
    /// @param words the kind and the port
    public static void main(String[] words) throws IOException {
        Flood flood = FloodKind.valueOf(words[0]).begin(target(Integer.parseInt(words[1])));
        int end = System.in.read();
        System.out.println(flood.done() + " " + flood.refused());
        System.exit(end < 0 ? 0 : 1);
    }

    /// Ends it.
    ///
    /// @return how often it was done, and refused
    long[] end() throws IOException {
        process.getOutputStream().close();
        String[] counts = process.inputReader().readLine().split(" ", -1);
        return new long[] {Long.parseLong(counts[0]), Long.parseLong(counts[1])};
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
