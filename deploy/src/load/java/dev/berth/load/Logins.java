package dev.berth.load;

import dev.berth.account.Secret;
import dev.berth.jdbc.PasswordHashes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Logs in to many accounts of the packaged server, each for the first time and then again, and prints how fast that
/// is and what other sessions notice of it.
@Command(
        name = "logins",
        mixinStandardHelpOptions = true,
        description = "Measures logins whose passwords are hashed anew, and those that are known.")
final class Logins implements Callable<Integer> {

    private static final String PASSWORD = "correct horse battery";
    private static final int CLIENTS = 16;
    private static final int WARMING = 300;

    /// How many known logins a server has had that has run for a while, as far as its compiler is concerned.
    private static final int SETTLING = 20_000;

    private static final double LEAST_WARM = 1_000;
    private static final double LEAST_OF_HASH_RATE = 0.9;
    private static final double LONGEST_NOOP_MILLIS = 20;

    @Parameters(paramLabel = "HOME", description = "the distribution")
    private Path home = Path.of(".");

    @Option(names = "--accounts", description = "how many, 16 to 9,000 (${DEFAULT-VALUE})")
    private int accounts = 1_000;

    @Option(names = "--seconds", description = "for how long the rest is measured (${DEFAULT-VALUE})")
    private int seconds = 10;

    private final PasswordHashes hashes = new PasswordHashes(HashRate.defaults().login());
    private final Table table = new Table(
            "what",
            "a second",
            "of the hash rate, %",
            "login p50, ms",
            "p99, ms",
            "NOOP p50, ms",
            "p99, ms",
            "longest, ms");
    private boolean met = true;

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Logins()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        accounts = Math.clamp(accounts, CLIENTS, 9_000);
        System.err.println("measuring how fast this machine hashes");
        double rate = new HashRate(hashes).measure(seconds);
        table.row("hashing alone", "%.1f".formatted(rate), "100", "", "", "", "", "");
        try (var node = PackagedNode.start(home, "session.max=1000", "ban.never=127.0.0.0/8")) {
            int port = node.tenant("many", "20100-20101");
            make(node);
            var firstHome = new Target("127.0.0.1", port, "user0", PASSWORD);
            FloodKind.logInOnce(firstHome, false);
            // The first seconds of a server are its compiler's, and are told by themselves.
            round("each for the first time, in the first seconds", port, WARMING, i -> 1 + i, rate);
            round("again and again, settling", port, SETTLING, i -> 1 + i % WARMING, rate);
            double cold = round("each for the first time", port, accounts, i -> 1 + WARMING + i, rate);
            expect(cold >= LEAST_OF_HASH_RATE * rate);
            expect(round("again", port, 4 * accounts, i -> 1 + WARMING + i % accounts, rate) >= LEAST_WARM);
        }
        System.out.print(table);
        System.out.println(met ? "All targets are met." : "A target is missed.");
        return met ? 0 : 1;
    }

    private void make(PackagedNode node) throws IOException, InterruptedException {
        String hash = hashes.hash(new Secret(PASSWORD));
        var all = new JsonArray();
        for (int i = 0; i < 1 + WARMING + accounts; i++) {
            all.add(new JsonObject()
                    .put("user", "user" + i)
                    .put("home", "/user" + i)
                    .put("hash", hash));
        }
        var _ = node.post(200, "/tenants/many/account-batches", new JsonObject().put("accounts", all));
    }

    /// So many logins by 16 clients; the sessions of the very first account say NOOP.
    ///
    /// @param user the number of the account of each login, which is given its own from 0 on
    /// @return logins a second
    private double round(String what, int port, int count, IntUnaryOperator user, double rate)
            throws IOException, InterruptedException {
        System.err.println(what);
        try (var pulse = Pulse.rare(new Target("127.0.0.1", port, "user0", PASSWORD))) {
            Many done = Many.logins(
                    CLIENTS, count, i -> new Target("127.0.0.1", port, "user" + user.applyAsInt(i), PASSWORD));
            double reached = done.perSecond();
            done.faults().forEach(System.err::println);
            expect(done.faults().isEmpty());
            expect(pulse.millis(0.99) < LONGEST_NOOP_MILLIS);
            table.row(
                    what,
                    "%.0f".formatted(reached),
                    reached > 2 * rate ? "" : "%.0f".formatted(reached / rate * 100),
                    "%.1f".formatted(done.millis(0.5)),
                    "%.1f".formatted(done.millis(0.99)),
                    "%.1f".formatted(pulse.millis(0.5)),
                    "%.1f".formatted(pulse.millis(0.99)),
                    "%.1f".formatted(pulse.millis(1)));
            return reached;
        }
    }

    private void expect(boolean holds) {
        met &= holds;
    }
}
