package dev.berth.load;

import dev.berth.account.Secret;
import dev.berth.config.LoginConfig;
import dev.berth.jdbc.PasswordHashes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs the packaged server on a PostgreSQL with very many tenants and accounts, and prints what that costs.
@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        description = "Measures a database with very many accounts: the start, memory, logins, lists, changes.")
final class Million implements Callable<Integer> {

    private static final String PASSWORD = "correct horse battery";
    private static final int CLIENTS = 16;
    private static final int WARM = 100;
    private static final int PAGES = 200;
    private static final int CHANGES = 20;

    /// A prime: the tenants come in an order in which none is next to its neighbour.
    private static final int STRIDE = 7_919;

    private static final double LONGEST_START = 5;
    private static final double LARGEST_TENANT_KIB = 10;
    private static final double LONGEST_PAGE_MILLIS = 250;
    private static final double LONGEST_CHANGE_MILLIS = 2_000;

    @Parameters(paramLabel = "HOME", description = "the distribution")
    private Path home = Path.of(".");

    @Option(names = "--tenants", description = "how many (${DEFAULT-VALUE})")
    private int tenants = 10_000;

    @Option(names = "--accounts", description = "how many each of them has (${DEFAULT-VALUE})")
    private int each = 100;

    @Option(
            names = "--logins",
            description = "how many accounts log in with a hash that costs little (${DEFAULT-VALUE})")
    private int logins = 20_000;

    @Option(names = "--hashed", description = "how many with one of the default cost (${DEFAULT-VALUE})")
    private int hashed = 1_000;

    private final LoginConfig login = HashRate.defaults().login();
    private final Table table = new Table("what", "result", "p50, ms", "p99, ms", "longest, ms");
    private boolean met = true;

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Million()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        hashed = Math.min(hashed, tenants * (each / 2));
        logins = Math.min(logins, tenants * (each / 2));
        var hashes = new PasswordHashes(login);
        double rate = new HashRate(hashes).measure(5);
        row("hashing alone", "%.1f a second".formatted(rate));
        Path data = Files.createTempDirectory("berth-load");
        try (var database = OwnPostgres.start()) {
            List<String> settings = Stream.concat(
                            database.settings(data).stream(),
                            Stream.of("session.max=1000", "ban.never=127.0.0.0/8", "log.level=warn"))
                    .toList();
            int port = pattern(data, settings);
            Start empty = start(data, settings, port, "start with one tenant");
            long begun = System.nanoTime();
            System.err.println("making " + tenants + " tenants with " + each + " accounts each");
            new Population(tenants, each).make(database, hashes.hash(new Secret(PASSWORD)), cheap());
            row("made by SQL in", "%.0f s".formatted((System.nanoTime() - begun) / 1e9));
            database.forget();
            Start full = start(data, settings, port, "start with " + tenants + " tenants");
            expectNoScans(database, "at the start", List.of("tenant", "tenant_endpoint"));
            double kiBEach = (full.pssKiB() - empty.pssKiB()) / (double) tenants;
            row("memory of each tenant", "%.1f KiB".formatted(kiBEach));
            expect("the start", full.seconds() - empty.seconds() <= LONGEST_START);
            expect("memory of a tenant", kiBEach <= LARGEST_TENANT_KIB);
            use(database, data, settings, port, rate);
            after(data, settings, port);
        }
        System.out.print(table);
        System.out.println(met ? "All targets are met." : "A target is missed.");
        return met ? 0 : 1;
    }

    /// What a start showed.
    private record Start(double seconds, long pssKiB) {}

    /// The tables, and one of each kind as the API makes them.
    private int pattern(Path data, List<String> settings) throws IOException, InterruptedException {
        System.err.println("making the tables");
        int port = PackagedNode.freePort();
        try (var node = node(data, settings)) {
            var _ = node.post(
                    201,
                    "/endpoints",
                    new JsonObject()
                            .put("name", Population.ENDPOINT)
                            .put(
                                    "listeners",
                                    List.of(new JsonObject().put("port", port).put("tls", "explicit")))
                            .put("sharedPool", "20100-20299"));
            var _ = node.post(
                    201,
                    "/tenants",
                    new JsonObject().put("slug", Population.PATTERN).put("endpoints", List.of(Population.ENDPOINT)));
            var _ = node.post(
                    201,
                    "/tenants/" + Population.PATTERN + "/accounts",
                    new JsonObject()
                            .put("user", Population.PATTERN_USER)
                            .put("home", "/" + Population.PATTERN_USER)
                            .put("password", PASSWORD));
        }
        return port;
    }

    private Start start(Path data, List<String> settings, int port, String what)
            throws IOException, InterruptedException {
        System.err.println(what);
        long begun = System.nanoTime();
        try (var node = node(data, settings)) {
            double ready = (System.nanoTime() - begun) / 1e9;
            FloodKind.logInOnce(
                    new Target("127.0.0.1", port, Population.PATTERN_USER + "@" + Population.PATTERN, PASSWORD), false);
            double first = (System.nanoTime() - begun) / 1e9;
            TimeUnit.SECONDS.sleep(5); // what comes once after the start
            long pss = node.processes().proportionalKiB();
            row(what, "%.1f s, first login %.1f s, %s".formatted(ready, first, memory(node)));
            return new Start(ready, pss);
        }
    }

    private void use(OwnPostgres database, Path data, List<String> settings, int port, double rate)
            throws IOException, InterruptedException, SQLException {
        try (var node = node(data, settings)) {
            System.err.println("logins");
            var _ = Many.logins(CLIENTS, WARM, i -> target(port, hashed + i, 2));
            database.forget();
            Many cold = Many.logins(CLIENTS, hashed, i -> target(port, i, 2));
            row("logins, hashed", cold);
            row("", "%.0f %% of hashing alone".formatted(cold.perSecond() / rate * 100));
            expect("logins bound by the hash alone", cold.millis(0.99) <= 2e3 * CLIENTS / rate);
            row("logins, known", Many.logins(CLIENTS, hashed, i -> target(port, i, 2)));
            expectNoScans(database, "at logins", List.of());
            lists(node, database);
            Many changes = Many.of(
                    1,
                    CHANGES,
                    i -> node.put(
                            "/tenants/" + Population.slug(tenant(i)) + "/limits",
                            new JsonObject().put("download", 1_000_000 + i)));
            row("a limit, until in force", changes);
            expect("changes", changes.millis(1) <= LONGEST_CHANGE_MILLIS);
            expectNoScans(database, "at changes", List.of("tenant", "tenant_endpoint"));
            database.slowest()
                    .forEach(slow -> System.err.printf(
                            "%6d times, %8.2f ms, at most %8.2f: %.160s%n",
                            slow.calls(), slow.meanMillis(), slow.longestMillis(), slow.statement()));
        }
    }

    private void lists(PackagedNode node, OwnPostgres database) throws InterruptedException, SQLException {
        System.err.println("lists");
        page(node, "100 accounts", i -> "/tenants/" + Population.slug(tenant(i)) + "/accounts?limit=100");
        page(node, "accounts by name", i -> "/tenants/" + Population.slug(tenant(i)) + "/accounts?user=r1");
        page(node, "a tenant's usage", i -> "/tenants/" + Population.slug(tenant(i)) + "/quota");
        page(node, "a tenant's audit record", i -> "/tenants/" + Population.slug(tenant(i)) + "/audit");
        page(node, "bans", _ -> "/bans");
        expectNoScans(database, "at the lists of a tenant", List.of());
        walk(node, "100 tenants", "/tenants?limit=100");
        page(node, "tenants by name", i -> "/tenants?name=" + Population.slug(tenant(i)));
        expectNoScans(database, "at the lists of tenants", List.of("tenant", "tenant_endpoint"));
    }

    /// The hash of the default cost would take minutes for so many.
    private void after(Path data, List<String> settings, int port) throws IOException, InterruptedException {
        List<String> cheaper = Stream.concat(
                        settings.stream(), Stream.of("login.argon2.memoryKib=1024", "login.argon2.iterations=1"))
                .toList();
        try (var node = node(data, cheaper)) {
            row(
                    "%d logins with a hash of 1 MiB".formatted(logins),
                    Many.logins(CLIENTS, logins, i -> target(port, i, 1)));
            row("after these", memory(node));
        }
    }

    private String cheap() {
        return new PasswordHashes(new LoginConfig(
                        login.verifiers(),
                        login.queue(),
                        login.cacheSize(),
                        login.cacheLifetime(),
                        1_024,
                        1,
                        login.parallelism(),
                        login.shortestPassword(),
                        login.commonPasswords()))
                .hash(new Secret(PASSWORD));
    }

    private PackagedNode node(Path data, List<String> settings) throws IOException {
        return PackagedNode.start(home, data, settings.toArray(String[]::new));
    }

    private int tenant(int number) {
        return (int) ((long) number * STRIDE % tenants) + 1;
    }

    /// Each number is another account.
    ///
    /// @param first 2 for those with a hash of the default cost, 1 for the others
    private Target target(int port, int number, int first) {
        int account = first + 2 * (number / tenants);
        return new Target("127.0.0.1", port, Population.login(tenant(number), account), PASSWORD);
    }

    /// From page to page, and again from the first after the last.
    private void walk(PackagedNode node, String what, String first) throws InterruptedException {
        var after = new AtomicReference<>("");
        row(what, first, Many.of(1, PAGES, _ -> {
            String next = node.get(first + after.get()).getString("next", "");
            after.set(next.isEmpty() ? "" : "&after=" + next);
        }));
    }

    private void page(PackagedNode node, String what, IntFunction<String> path) throws InterruptedException {
        row(what, path.apply(0), Many.of(1, PAGES, i -> {
            var _ = node.get(path.apply(i));
        }));
    }

    private void row(String what, String path, Many pages) {
        row("GET: " + what, pages);
        expect(path, pages.millis(0.99) <= LONGEST_PAGE_MILLIS);
    }

    private static String memory(PackagedNode node) throws IOException {
        long pss = node.processes().proportionalKiB() / 1024;
        var histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(node.processes().root().pid()),
                        "GC.class_histogram")
                .start();
        try (var lines = histogram.inputReader()) {
            List<String> all = new ArrayList<>(lines.lines().toList());
            String[] total = all.getLast().strip().split("\\s+", -1);
            return "%d MiB, of these %d live in the heap".formatted(pss, Long.parseLong(total[2]) >> 20);
        }
    }

    private void expectNoScans(OwnPostgres database, String when, List<String> allowed) throws SQLException {
        List<String> scanned = database.scanned().stream()
                .filter(scan -> !allowed.contains(scan.substring(0, scan.indexOf(' '))))
                .toList();
        expect("no whole scans " + when + " " + scanned, scanned.isEmpty());
    }

    private void row(String what, String result) {
        table.row(what, result, "", "", "");
    }

    private void row(String what, Many many) {
        many.faults().forEach(System.err::println);
        expect(what + " without faults", many.faults().isEmpty());
        table.row(
                what,
                "%.0f a second".formatted(many.perSecond()),
                "%.1f".formatted(many.millis(0.5)),
                "%.1f".formatted(many.millis(0.99)),
                "%.1f".formatted(many.millis(1)));
    }

    private void expect(String what, boolean holds) {
        if (!holds) {
            System.err.println("missed: " + what);
        }
        met &= holds;
    }
}
