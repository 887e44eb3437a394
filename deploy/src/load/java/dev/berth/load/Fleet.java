package dev.berth.load;

import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.config.Settings;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.jdbc.Database;
import dev.berth.jdbc.JdbcDirectory;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Starts the packaged server with very many tenants, and prints how long that takes and what it costs to have them.
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = "Measures the start with many tenants: until all ports are open, memory, and processor time at"
                + " rest.")
final class Fleet implements Callable<Integer> {

    private static final int CONTROL = 2_121;
    private static final int FIRST_PASSIVE = 10_000;
    private static final int PORTS_EACH = 10;
    private static final int POOL = 200;
    private static final long LIMIT_MINUTES = 10;

    @Parameters(paramLabel = "HOME", description = "the distribution")
    private Path home = Path.of(".");

    @Option(names = "--dedicated", description = "tenants with 10 passive ports of their own (${DEFAULT-VALUE})")
    private int dedicated = 1_500;

    @Option(names = "--pooled", description = "tenants that share a pool of 200 ports (${DEFAULT-VALUE})")
    private int pooled = 10_000;

    @Option(names = "--rest", description = "seconds at rest (${DEFAULT-VALUE})")
    private int rest = 30;

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Fleet()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var table = new Table(
                "tenants", "ports", "until all are open, s", "memory, MiB", "descriptors", "processor at rest, %");
        measure(table, 1, false);
        measure(table, dedicated, true);
        measure(table, pooled, false);
        System.out.print(table);
        return 0;
    }

    private void measure(Table table, int tenants, boolean own) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("berth-fleet");
        System.err.println("making " + tenants + " tenants in " + data);
        populate(data, tenants, own);
        System.err.println("starting");
        long begun = System.nanoTime();
        Process server = new ProcessBuilder(
                        home.resolve("bin/berth").toString(),
                        "--data",
                        data.toString(),
                        "--set",
                        "node.bind=127.0.0.1",
                        "--set",
                        "demo.enabled=false",
                        "--set",
                        "session.max=1000")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            awaitServing(server);
            double seconds = (System.nanoTime() - begun) / 1e9;
            var tree = new ProcessTree(server.toHandle());
            TimeUnit.SECONDS.sleep(rest); // the first garbage goes, and the compiler comes to rest
            double before = tree.cpuSeconds();
            TimeUnit.SECONDS.sleep(rest);
            double busy = (tree.cpuSeconds() - before) / rest * 100;
            table.row(
                    tenants + (own ? " with " + PORTS_EACH + " ports each" : " on a shared pool"),
                    Integer.toString(own ? tenants * PORTS_EACH : POOL),
                    "%.1f".formatted(seconds),
                    Long.toString(tree.proportionalKiB() / 1024),
                    Long.toString(tree.descriptors()),
                    "%.2f".formatted(busy));
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor();
        }
    }

    private static void awaitServing(Process server) throws IOException {
        BufferedReader out = server.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.strip().startsWith("Data ")) {
                return;
            }
        }
        throw new IOException("the server has ended");
    }

    /// Straight into the database, without a node that would open every port at once.
    private static void populate(Path data, int tenants, boolean own) {
        Vertx vertx = Vertx.vertx();
        var machine = new Machine("fleet", false);
        JsonObject settings = Settings.defaults(machine);
        Settings.put(settings, "node.data", data.toString());
        BerthConfig config = BerthConfig.read(settings, machine, List.of());
        Database database = await(Database.open(vertx, config.node(), config.database()));
        var directory = new JdbcDirectory(database);
        var door = new Listener(CONTROL, Listener.Tls.EXPLICIT, Listener.Proxy.OFF);
        var pool = new PassiveRange(FIRST_PASSIVE - POOL, FIRST_PASSIVE - 1);
        await(directory.createEndpoint(new NewEndpoint("all", List.of(door), Optional.of(pool))));
        for (int i = 0; i < tenants; i++) {
            int first = FIRST_PASSIVE + i * PORTS_EACH;
            await(directory.createTenant(new NewTenant(
                    new Slug("tenant-" + i),
                    "Tenant " + i,
                    Optional.empty(),
                    List.of("all"),
                    List.of(),
                    own ? Optional.of(new PassiveRange(first, first + PORTS_EACH - 1)) : Optional.empty(),
                    List.of())));
        }
        await(database.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(LIMIT_MINUTES, TimeUnit.MINUTES);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("no result within " + Duration.ofMinutes(LIMIT_MINUTES), e);
        }
    }
}
