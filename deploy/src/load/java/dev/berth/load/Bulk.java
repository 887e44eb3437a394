package dev.berth.load;

import dev.berth.account.Secret;
import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.config.Settings;
import dev.berth.jdbc.PasswordHashes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern API = Pattern.compile("http://[^ ,]*/api/v1");
    private static final Map<String, String> PASSIVE = Map.of("hashed", "20100-20101", "plain", "20102-20103");
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

    private final HttpClient http = HttpClient.newHttpClient();
    private final PasswordHashes hashes = new PasswordHashes(defaults().login());
    private final Table table =
            new Table("what", "seconds", "a second", "of the hash rate, %", "NOOP p50, ms", "p99, ms", "longest, ms");
    private String api = "";
    private String token = "";
    private boolean met = true;

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Bulk()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.err.println("measuring how fast this machine hashes");
        double rate = hashRate();
        table.row("hashing alone", Integer.toString(seconds), "%.1f".formatted(rate), "100", "", "", "");
        Path data = Files.createTempDirectory("berth-bulk");
        Process server = start(data);
        try {
            awaitServing(server);
            token = Files.readString(data.resolve("operator-token")).strip();
            int port = freePort();
            require(201, post("/tenants", tenant("hashed", port)));
            require(201, post("/tenants", tenant("plain", freePort())));
            require(201, post("/tenants/hashed/accounts", account("probe").put("password", PASSWORD)));
            var target = new Target("127.0.0.1", port, "probe", PASSWORD);
            atRest(target);
            withHashes(target);
            asJob(target, rate);
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor();
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

    private void withHashes(Target target) throws IOException, InterruptedException {
        String hash = hashes.hash(new Secret(PASSWORD));
        var all = new JsonArray();
        for (int i = 0; i < accounts; i++) {
            all.add(account("user" + i).put("hash", hash));
        }
        System.err.println("making " + accounts + " accounts with hashes");
        try (var pulse = Pulse.of(target)) {
            long begun = System.nanoTime();
            require(200, post("/tenants/hashed/account-batches", new JsonObject().put("accounts", all)));
            double took = (System.nanoTime() - begun) / 1e9;
            row(accounts + " with hashes", took, "%.0f".formatted(accounts / took), "", pulse);
            expect(took < LONGEST_WITH_HASHES);
            expect(pulse.millis(0.99) < LONGEST_NOOP_MILLIS);
        }
    }

    private void asJob(Target target, double rate) throws IOException, InterruptedException {
        var all = new JsonArray();
        int count = passwords == 0 ? accounts : passwords;
        for (int i = 0; i < count; i++) {
            all.add(account("user" + i).put("password", PASSWORD + i));
        }
        System.err.println("making " + count + " accounts with passwords");
        try (var pulse = Pulse.of(target)) {
            long begun = System.nanoTime();
            JsonObject job =
                    require(202, post("/tenants/plain/account-batches", new JsonObject().put("accounts", all)));
            while (!job.containsKey("ended")) {
                TimeUnit.MILLISECONDS.sleep(500);
                job = require(200, send(request("/jobs/" + job.getString("id")).GET()));
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

    /// With the server's own hashing and its defaults, on as many threads as it has.
    private double hashRate() throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        count(threads, 2); // the compiler has its turn
        return count(threads, seconds);
    }

    private double count(int threads, int duration) throws InterruptedException {
        var workers = new Thread[threads];
        var counts = new long[threads];
        long begun = System.nanoTime();
        long until = begun + TimeUnit.SECONDS.toNanos(duration);
        for (int i = 0; i < threads; i++) {
            int worker = i;
            workers[i] = Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < until) {
                    counts[worker] +=
                            hashes.hash(new Secret(PASSWORD + counts[worker])).isEmpty() ? 0 : 1;
                }
            });
        }
        long all = 0;
        for (int i = 0; i < threads; i++) {
            workers[i].join();
            all += counts[i];
        }
        return all / ((System.nanoTime() - begun) / 1e9);
    }

    private Process start(Path data) throws IOException {
        return new ProcessBuilder(
                        home.resolve("bin/berth").toString(),
                        "--data",
                        data.toString(),
                        "--set",
                        "demo.enabled=false",
                        "--set",
                        "admin.port=0",
                        "--set",
                        "session.max=100")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void awaitServing(Process server) throws IOException {
        BufferedReader out = server.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = API.matcher(line);
            if (address.find()) {
                api = address.group();
            }
            if (!api.isEmpty() && line.contains("token in")) {
                return;
            }
        }
        throw new IOException("the server has ended");
    }

    private static JsonObject tenant(String slug, int port) {
        return new JsonObject()
                .put("slug", slug)
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("passive", new JsonObject().put("ports", PASSIVE.get(slug)));
    }

    private static JsonObject account(String user) {
        return new JsonObject().put("user", user).put("home", "/" + user);
    }

    private record Answer(int status, JsonObject body) {}

    private Answer post(String path, JsonObject body) throws IOException, InterruptedException {
        return send(
                request(path).POST(BodyPublishers.ofString(body.encode())).header("Content-Type", "application/json"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), new JsonObject(response.body()));
    }

    private static JsonObject require(int status, Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new Unexpected(answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static BerthConfig defaults() {
        var machine = new Machine("bulk", false);
        return BerthConfig.read(Settings.defaults(machine), machine, List.of());
    }
}
