package dev.berth.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets one tenant flood the packaged server in several ways, and prints what another tenant notices of it.
@Command(
        name = "isolation",
        mixinStandardHelpOptions = true,
        description = "Measures NOOP and small downloads of one tenant while another floods the server.")
final class Isolation implements Callable<Integer> {

    private static final long SMALL = 65_536;
    private static final int ENTRIES = 10_000;
    private static final int WARM_SECONDS = 3;
    private static final double TIMES = 2;
    private static final double LEAST_LIMIT_MILLIS = 20;

    @Parameters(paramLabel = "HOME", description = "the distribution")
    private Path home = Path.of(".");

    @Option(names = "--seconds", description = "for how long each flood is measured, 1 to 60 (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(
            names = "--floods",
            split = ",",
            paramLabel = "FLOOD",
            description = "which of them: ${COMPLETION-CANDIDATES}; without it, all")
    private Set<FloodKind> floods = EnumSet.allOf(FloodKind.class);

    private final Table table = new Table(
            "flood",
            "done a second",
            "refused",
            "NOOP p50, ms",
            "p99, ms",
            "limit",
            "download p50, ms",
            "p99, ms",
            "limit");
    private double restNoop;
    private double restDownload;
    private boolean met = true;

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Isolation()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        seconds = Math.clamp(seconds, 1, 60);
        // All clients are at one address here; what bans would hold back is let through.
        try (var node = PackagedNode.start(home, "session.max=1000", "ban.never=127.0.0.0/8")) {
            Target quiet = target(node, "quiet", "20200-20239");
            Target loud = target(node, "loud", "20240-20279");
            TestFiles.file(node.files("quiet").resolve("user/small"), SMALL);
            Path files = node.files("loud").resolve("user");
            TestFiles.file(files.resolve(FloodKind.LARGE_FILE), FloodKind.LARGE);
            TestFiles.directory(files.resolve(FloodKind.LARGE_DIRECTORY), ENTRIES);
            atRest("(warming up)", quiet, 2 * seconds);
            atRest("(at rest)", quiet, seconds);
            for (FloodKind kind : floods) {
                flooded(kind, quiet, loud);
            }
        }
        System.out.print(table);
        System.out.println(met ? "The other tenant noticed nothing." : "The other tenant noticed it.");
        return met ? 0 : 1;
    }

    private static Target target(PackagedNode node, String slug, String passive)
            throws IOException, InterruptedException {
        Target target = FloodProcess.target(node.tenant(slug, passive));
        var account = new JsonObject()
                .put("user", target.user())
                .put("password", target.password())
                .put("home", "/" + target.user());
        var _ = node.post(201, "/tenants/" + slug + "/accounts", account);
        FloodKind.logInOnce(target, false); // which makes the home
        return target;
    }

    private void atRest(String what, Target quiet, int time) throws IOException, InterruptedException {
        System.err.println(what);
        try (var noop = Pulse.of(quiet);
                var download = Pulse.of(quiet, Isolation::download)) {
            TimeUnit.SECONDS.sleep(time);
            restNoop = noop.millis(0.99);
            restDownload = download.millis(0.99);
            row(what, "", "", noop, "", download, "");
        }
    }

    private void flooded(FloodKind kind, Target quiet, Target loud) throws IOException, InterruptedException {
        System.err.println(kind);
        try (var flood = FloodProcess.start(kind, loud.port())) {
            TimeUnit.SECONDS.sleep(WARM_SECONDS);
            try (var noop = Pulse.of(quiet);
                    var download = Pulse.of(quiet, Isolation::download)) {
                TimeUnit.SECONDS.sleep(seconds);
                double noops = noop.millis(0.99);
                double downloads = download.millis(0.99);
                long[] counts = flood.end();
                row(
                        kind.toString(),
                        Long.toString(counts[0] / (WARM_SECONDS + seconds)),
                        Long.toString(counts[1] / (WARM_SECONDS + seconds)),
                        noop,
                        judged(noops, restNoop),
                        download,
                        judged(downloads, restDownload));
            }
        }
    }

    private static void download(FtpConnection session) throws IOException {
        if (session.retrieve("small") != SMALL) {
            throw new Unexpected("the download was short");
        }
    }

    private void row(
            String what, String done, String refused, Pulse noop, String ofNoop, Pulse download, String ofDownload) {
        table.row(
                what,
                done,
                refused,
                "%.1f".formatted(noop.millis(0.5)),
                "%.1f".formatted(noop.millis(0.99)),
                ofNoop,
                "%.1f".formatted(download.millis(0.5)),
                "%.1f".formatted(download.millis(0.99)),
                ofDownload);
    }

    private String judged(double p99, double atRest) {
        double limit = Math.max(TIMES * atRest, LEAST_LIMIT_MILLIS);
        met &= p99 <= limit;
        return "%.0f%s".formatted(limit, p99 <= limit ? "" : ", missed");
    }
}
