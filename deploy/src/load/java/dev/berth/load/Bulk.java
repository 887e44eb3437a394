package dev.berth.load;

import dev.berth.account.Secret;
import dev.berth.jdbc.PasswordHashes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes many accounts of the packaged server at once, and prints how long that takes and what FTP notices of it.
@Command(
        name = "bulk",
        mixinStandardHelpOptions = true,
        description = "Measures the making of many accounts: with hashes, and with plain passwords as a job.")
final class Bulk implements Callable<Integer> {

    private static final String PASSWORD = "correct horse battery";
    private static final double LONGEST_WITH_HASHES = 60;
    private static final double LEAST_OF_HASH_RATE = 0.8;
    private static final double LONGEST_NOOP_MILLIS = 20;

    @Parameters(paramLabel = "HOME", description = "the distribution")
    private Path home = Path.of(".");

    @Option(names = "--accounts", description = "how many at once, up to 10,000 (${DEFAULT-VALUE})")
    private int accounts = 10_000;

    @Option(names = "--passwords", description = "how many as a job, if not as many (for a shorter run)")
    private int passwords;

    @Option(names = "--seconds", description = "for how long hashing alone is measured (${DEFAULT-VALUE})")
    private int seconds = 10;

    private final PasswordHashes hashes = new PasswordHashes(HashRate.defaults().login());
    private final Table table =
            new Table("what", "seconds", "a second", "of the hash rate, %", "NOOP p50, ms", "p99, ms", "longest, ms");
    private boolean met = true;

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Bulk()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.err.println("measuring how fast this machine hashes");
        double rate = new HashRate(hashes).measure(seconds);
        table.row("hashing alone", Integer.toString(seconds), "%.1f".formatted(rate), "100", "", "", "");
        try (var node = PackagedNode.start(home, "session.max=100")) {
            int port = node.tenant("hashed", "20100-20101");
            int _ = node.tenant("plain", "20102-20103");
            var _ = node.post(201, "/tenants/hashed/accounts", account("probe").put("password", PASSWORD));
            var target = new Target("127.0.0.1", port, "probe", PASSWORD);
            atRest(target);
            withHashes(node, target);
            asJob(node, target, rate);
        }
        System.out.print(table);
        System.out.println(met ? "All targets are met." : "A target is missed.");
        return met ? 0 : 1;
    }

    private void atRest(Target target) throws IOException, InterruptedException {
        try (var pulse = Pulse.of(target)) {
            TimeUnit.SECONDS.sleep(seconds);
            row("at rest", seconds, "", "", pulse);
        }
    }

    private void withHashes(PackagedNode node, Target target) throws IOException, InterruptedException {
        String hash = hashes.hash(new Secret(PASSWORD));
        var all = new JsonArray();
        for (int i = 0; i < accounts; i++) {
            all.add(account("user" + i).put("hash", hash));
        }
        System.err.println("making " + accounts + " accounts with hashes");
        try (var pulse = Pulse.of(target)) {
            long begun = System.nanoTime();
            var _ = node.post(200, "/tenants/hashed/account-batches", new JsonObject().put("accounts", all));
            double took = (System.nanoTime() - begun) / 1e9;
            row(accounts + " with hashes", took, "%.0f".formatted(accounts / took), "", pulse);
            expect(took < LONGEST_WITH_HASHES);
            expect(pulse.millis(0.99) < LONGEST_NOOP_MILLIS);
        }
    }

    private void asJob(PackagedNode node, Target target, double rate) throws IOException, InterruptedException {
        var all = new JsonArray();
        int count = passwords == 0 ? accounts : passwords;
        for (int i = 0; i < count; i++) {
            all.add(account("user" + i).put("password", PASSWORD + i));
        }
        System.err.println("making " + count + " accounts with passwords");
        try (var pulse = Pulse.of(target)) {
            long begun = System.nanoTime();
            JsonObject job = node.post(202, "/tenants/plain/account-batches", new JsonObject().put("accounts", all));
            while (!job.containsKey("ended")) {
                TimeUnit.MILLISECONDS.sleep(500);
                job = node.get("/jobs/" + job.getString("id"));
            }
            double took = (System.nanoTime() - begun) / 1e9;
            if (job.getJsonObject("report").getInteger("created") != count) {
                throw new Unexpected(
                        "the job has made " + job.getJsonObject("report").getInteger("created"));
            }
            double share = count / took / rate;
            row(
                    count + " with passwords, as a job",
                    took,
                    "%.1f".formatted(count / took),
                    "%.0f".formatted(share * 100),
                    pulse);
            expect(share >= LEAST_OF_HASH_RATE);
            expect(pulse.millis(0.99) < LONGEST_NOOP_MILLIS);
        }
    }

    private void row(String what, double took, String rate, String share, Pulse pulse) {
        table.row(
                what,
                "%.1f".formatted(took),
                rate,
                share,
                "%.1f".formatted(pulse.millis(0.5)),
                "%.1f".formatted(pulse.millis(0.99)),
                "%.1f".formatted(pulse.millis(1)));
    }

    private void expect(boolean holds) {
        met &= holds;
    }

    private static JsonObject account(String user) {
        return new JsonObject().put("user", user).put("home", "/" + user);
    }
}
