package dev.berth.load;

import java.io.IOException;

/// A flood in a process of its own, which is [Beside] what is measured.
final class FloodProcess implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    static final String USER = "user";
    static final String PASSWORD = "correct horse battery";

    private final Process process;

    private FloodProcess(Process process) {
        this.process = process;
    }

    static FloodProcess start(FloodKind kind, int port) throws IOException {
        return new FloodProcess(Beside.niced(FloodProcess.class, kind.name(), Integer.toString(port))
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
