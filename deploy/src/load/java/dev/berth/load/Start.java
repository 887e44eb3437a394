package dev.berth.load;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Starts the packaged server again and again, and prints how long it takes until somebody has logged in.
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Measures the time from the start of the command to the first accepted login, on the embedded"
                + " database.")
final class Start implements Callable<Integer> {

    private static final long LIMIT_MILLIS = 2_000;
    private static final long LIMIT_WITH_CACHE_MILLIS = 1_200;
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_MILLIS = 5;
    private static final int PORT = 2_121; // the same for all, since it is kept with the data
    private static final String DEMO = "demo";
    private static final String TENANT = "north";

    @Parameters(paramLabel = "HOME", description = "the distribution")
    private Path home = Path.of(".");

    @Option(names = "--runs", description = "starts of each kind, 1 to 50 (${DEFAULT-VALUE})")
    private int runs = 7;

    private final Table table = new Table("start", "first login, median ms", "longest ms", "limit");
    private boolean met = true;

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Start()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        runs = Math.clamp(runs, 1, 50);
        Path data = Files.createTempDirectory("berth-start");
        try {
            var _ = once(data.resolve("kept"), true); // what the disk has not read yet is read
            for (boolean cached : new boolean[] {true, false}) {
                String with = cached ? " with its cache of classes" : " without its cache of classes";
                List<Long> first = new ArrayList<>();
                List<Long> again = new ArrayList<>();
                for (int run = 0; run < runs; run++) {
                    first.add(once(data.resolve(cached + "-" + run), cached));
                    again.add(once(data.resolve("kept"), cached));
                }
                row("new," + with, first, cached);
                row("again," + with, again, cached);
            }
        } finally {
            remove(data);
        }
        System.out.print(table);
        return met ? 0 : 1;
    }

    private void row(String what, List<Long> millis, boolean cached) {
        Collections.sort(millis);
        long median = (millis.get((millis.size() - 1) / 2) + millis.get(millis.size() / 2)) / 2;
        long limit = cached ? LIMIT_WITH_CACHE_MILLIS : LIMIT_MILLIS;
        met &= median <= limit;
        table.row(
                what,
                Long.toString(median),
                Long.toString(millis.getLast()),
                limit + (median <= limit ? "" : ", missed"));
    }

    private long once(Path data, boolean cached) throws IOException, InterruptedException {
        Path log = data.resolveSibling("log");
        var builder = new ProcessBuilder(
                        home.resolve("bin/berth").toString(),
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(PORT),
                        "--set",
                        "node.bind=127.0.0.1",
                        "--set",
                        "admin.port=0")
                .redirectOutput(new File("/dev/null"))
                .redirectError(log.toFile());
        if (!cached) {
            builder.environment().put("BERTH_JAVA_OPTS", "-XX:AOTMode=off");
        }
        long begun = System.nanoTime();
        Process server = builder.start();
        try {
            while (!isLoggedIn(data)) {
                if (!server.isAlive() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new IOException("nobody can log in:\n" + Files.readString(log));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /// Whoever cannot connect yet tries again; whoever is refused has found a fault.
    private static boolean isLoggedIn(Path data) throws IOException {
        Path logins = data.resolve("demo-logins");
        if (!Files.exists(logins)) {
            return false;
        }
        String[] words;
        try (Stream<String> lines = Files.lines(logins)) {
            words = lines.map(line -> line.split(" +"))
                    .filter(line -> line[0].equals(TENANT))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + TENANT + " in " + logins));
        }
        try (var session = FtpConnection.logInIdle(new Target("127.0.0.1", PORT, DEMO, words[2]), false)) {
            session.quit();
            return true;
        } catch (ConnectException _) {
            return false;
        }
    }

    private static void remove(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
