package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server started from the distribution, as a process of its own.
public final class PackagedServer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);
    private static final int DEMO_PORTS = 3;
    private static final int DEMO_PASSIVE = 200;

    /// How a server is to be started.
    ///
    /// @param directory its working directory; its data are below `data` in it
    /// @param before what stands before the start script, such as a tracer
    /// @param script the start script
    /// @param arguments all of its arguments
    /// @param environment what is added to this process's environment
    record Start(
            Path directory, List<String> before, Path script, List<String> arguments, Map<String, String> environment) {

        /// The demo on ports that nobody has.
        static Start demo(Path directory) {
            return demo(directory, FreePorts.block(DEMO_PORTS + DEMO_PASSIVE));
        }

        /// The demo on ports from `first`.
        static Start demo(Path directory, int first) {
            return new Start(
                    directory,
                    List.of(),
                    Distribution.BERTH,
                    List.of(
                            "--data",
                            "data",
                            "--port",
                            String.valueOf(first),
                            "--set",
                            "demo.passivePort=" + (first + DEMO_PORTS),
                            "--set",
                            "admin.port=0",
                            // What the descriptors of any test machine suffice for; else the log complains of them.
                            "--set",
                            "session.max=100",
                            // All clients of all tests are at one address, wrong passwords among them.
                            "--set",
                            "ban.never=127.0.0.0/8,::1"),
                    Map.of());
        }

        Start with(String... more) {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of(more));
            return new Start(directory, before, script, all, environment);
        }

        /// With its data elsewhere.
        Start at(String data) {
            List<String> all = new ArrayList<>(arguments);
            all.set(all.indexOf("--data") + 1, data);
            return new Start(directory, before, script, all, environment);
        }

        Start withVariable(String name, String value) {
            Map<String, String> all = new LinkedHashMap<>(environment);
            all.put(name, value);
            return new Start(directory, before, script, arguments, all);
        }

        Start by(Path otherScript) {
            return new Start(directory, before, otherScript, arguments, environment);
        }

        Start under(String... tracer) {
            return new Start(directory, List.of(tracer), script, arguments, environment);
        }
    }

    private final Start start;
    private final Process process;
    private final Lines out;
    private final Lines err;
    private final Starvation starvation;
    private final Map<String, Path> homes = new ConcurrentHashMap<>();
    private final List<String> blocked = new CopyOnWriteArrayList<>();
    private final long began = System.nanoTime();

    private PackagedServer(Start start) {
        this.start = start;
        // Whoever runs the tests in the background may have told them to ignore Ctrl-C, and a child inherits that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(start.before());
        command.add(start.script().toString());
        command.addAll(start.arguments());
        try {
            var builder =
                    new ProcessBuilder(command).directory(start.directory().toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("BERTH_"));
            builder.environment().putAll(start.environment());
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        starvation = new Starvation(process.pid());
        out = new Lines(process.getInputStream(), _ -> {});
        err = new Lines(process.getErrorStream(), this::logged);
    }

    /// Starts without waiting.
    static PackagedServer begin(Start start) {
        return new PackagedServer(start);
    }

    /// Starts, and waits until it serves.
    static PackagedServer serving(Start start) {
        PackagedServer server = begin(start);
        try {
            if (server.out
                    .first(Printed::isAtTheEnd, Patience.of(LONGEST_START))
                    .isEmpty()) {
                throw new AssertionError("the server does not serve:\n" + server.everything());
            }
            return server;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
    }

    /// What it printed.
    public Printed printed() {
        return Printed.read(out.soFar());
    }

    /// How long ago it was started.
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The process of the server itself, not of a tracer.
    long pid() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /// The directory on the disk of a demo tenant's account.
    public Path home(String tenant) {
        return homes.computeIfAbsent(tenant, this::findHome);
    }

    private Path findHome(String tenant) {
        try (Stream<Path> all = Files.find(
                start.directory().resolve("data/storage"),
                8,
                (path, _) -> path.getFileName().toString().equals("welcome.txt"))) {
            return all.filter(file -> read(file).contains("tenant " + tenant + "."))
                    .findFirst()
                    .map(Path::getParent)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The data directory.
    Path data() {
        return start.directory().resolve("data");
    }

    /// Lines of the log so far.
    List<String> log() {
        return err.soFar();
    }

    /// Waits for a line of the log.
    void awaitLog(String part) {
        try {
            assertThat(err.first(line -> line.contains(part), Patience.of(LONGEST_START)))
                    .as(part)
                    .isPresent();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Lines of the standard output so far.
    List<String> output() {
        return out.soFar();
    }

    /// Sends a signal to the server.
    void signal(String name) {
        Programs.run(start.directory(), Distribution.kill(name, pid())).orFail();
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    int ended(Duration limit) {
        try {
            assertThat(process.waitFor(Patience.of(limit).toNanos(), TimeUnit.NANOSECONDS))
                    .as("the server ends within %s", limit)
                    .isTrue();
            out.toTheEnd(LONGEST_END);
            err.toTheEnd(LONGEST_END);
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Lines of the log that tell of something wrong, without those about event loops that only wanted a processor.
    List<String> complaints() {
        return log().stream()
                .filter(line -> line.contains(" WARN ")
                        || line.contains(" ERROR ")
                        || line.contains("Exception")
                        || line.startsWith("\tat "))
                .filter(line -> !line.contains("has been blocked for") || blocked.contains(line))
                .filter(line -> !line.contains("VertxException: Thread blocked"))
                .toList();
    }

    /// Fails if an event loop was blocked for longer than 200 ms by what it did itself.
    void assertNoLoopWasBlocked() {
        assertThat(blocked).as(everything()).isEmpty();
    }

    /// All that it printed, for messages.
    String everything() {
        return String.join("\n", out.soFar()) + "\n" + String.join("\n", err.soFar());
    }

    /// Ends it, and waits for its end.
    @Override
    public void close() {
        starvation.close();
        try {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                if (!process.waitFor(Patience.of(LONGEST_END).toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("the server did not end:\n" + everything());
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void logged(String line) {
        if (line.contains("has been blocked for") && !starvation.isNow()) {
            blocked.add(line);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", e);
    }
}
