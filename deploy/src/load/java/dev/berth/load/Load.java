package dev.berth.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Loads one FTP server, or several in turn, and prints what came of it.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Loads FTP servers in turn and prints one table; the first server's rates are compared with the"
                + " best of the others.")
final class Load implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            converter = Server.Reader.class,
            description = "NAME=HOST:PORT,USER,PASSWORD-FILE,PID of a running server")
    private List<Server> servers = List.of();

    @Option(names = "--scenarios", split = ",", description = "which ones, or beginnings of their names; else all")
    private List<String> wanted = List.of("");

    @Option(names = "--seconds", description = "how long each is measured (${DEFAULT-VALUE})")
    private int seconds = 5;

    @Option(names = "--warm", description = "seconds before that (${DEFAULT-VALUE})")
    private int warm = 2;

    @Option(names = "--runs", description = "how often; the median by rate counts (${DEFAULT-VALUE})")
    private int runs = 3;

    @Option(names = "--idle", split = ",", description = "numbers of idle sessions to weigh")
    private List<Integer> idle = List.of();

    @Option(
            names = "--listings",
            description =
                    "how often to list 100,000 entries by LIST, NLST and MLSD: when the first octet comes, and what"
                            + " NOOP takes in other sessions meanwhile")
    private int listings;

    @Option(names = "--json", description = "write all runs into this file")
    private @Nullable Path json;

    @Option(names = "--make-files", description = "make the files that are fetched and listed in this home, and end")
    private @Nullable Path home;

    @Option(names = "--list", description = "list the scenarios, and end")
    private boolean list;

    private final JsonArray report = new JsonArray();

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Load()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (home != null) {
            TestFiles.make(home);
            return 0;
        }
        if (list) {
            Scenario.all().forEach(one -> print("%-14s %s%n".formatted(one.name(), one.what())));
            return 0;
        }
        boolean clean = compare();
        weigh();
        timeListings();
        if (json != null) {
            Files.writeString(json, report.encodePrettily() + "\n");
        }
        return clean ? 0 : 1;
    }

    private boolean compare() throws InterruptedException {
        var table = new Table(
                "scenario", "server", "rate", "", "of best peer", "CPU s/GiB", "p50 ms", "p99", "p99.9", "faults");
        boolean clean = true;
        for (Scenario scenario : Scenario.all()) {
            if (wanted.stream().anyMatch(scenario.name()::startsWith)) {
                Map<Server, Measured> medians = medians(scenario);
                clean &= medians.values().stream().allMatch(one -> one.faults() == 0);
                medians.forEach((server, measured) -> addRow(table, scenario, server, measured, medians));
            }
        }
        print(table.toString());
        return clean;
    }

    /// In alternation, so that what else the machine does hits all alike.
    private Map<Server, Measured> medians(Scenario scenario) throws InterruptedException {
        Map<Server, List<Measured>> all = new LinkedHashMap<>();
        for (int run = 1; run <= runs; run++) {
            for (Server server : servers) {
                progress("%s, run %d of %d: %s".formatted(scenario.name(), run, runs, server.name()));
                Measured measured = Runner.run(
                        scenario,
                        server.target(),
                        Optional.of(server.processes()),
                        Duration.ofSeconds(warm),
                        Duration.ofSeconds(seconds));
                all.computeIfAbsent(server, _ -> new ArrayList<>()).add(measured);
                report.add(measured.json(scenario).put("server", server.name()).put("run", run));
                measured.firstFault().ifPresent(fault -> progress(server.name() + ": " + fault));
            }
        }
        Map<Server, Measured> medians = new LinkedHashMap<>();
        all.forEach((server, measured) -> medians.put(
                server,
                measured.stream()
                        .sorted(Comparator.comparingDouble(one -> one.rate(scenario.unit())))
                        .toList()
                        .get(measured.size() / 2)));
        return medians;
    }

    private void addRow(
            Table table, Scenario scenario, Server server, Measured measured, Map<Server, Measured> medians) {
        double best = medians.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(servers.getFirst()))
                .mapToDouble(entry -> entry.getValue().rate(scenario.unit()))
                .max()
                .orElse(0);
        boolean compared = server.equals(servers.getFirst()) && best > 0;
        table.row(
                scenario.name(),
                server.name(),
                number(measured.rate(scenario.unit())),
                scenario.unit().toString(),
                compared ? "%.2f".formatted(measured.rate(scenario.unit()) / best) : "",
                measured.cpuPerGiB().map("%.2f"::formatted).orElse(""),
                number(measured.millis(50)),
                number(measured.millis(99)),
                number(measured.millis(99.9)),
                Long.toString(measured.faults()));
    }

    private void weigh() throws IOException, InterruptedException {
        if (idle.isEmpty()) {
            return;
        }
        var table = new Table("idle sessions", "server", "KiB each", "whole MiB");
        for (int sessions : idle) {
            for (Server server : servers) {
                progress(sessions + " idle sessions: " + server.name());
                Idle weighed =
                        Idle.run(server.target(), false, sessions, server.processes(), Duration.ofSeconds(seconds));
                table.row(
                        Integer.toString(sessions),
                        server.name(),
                        "%.1f".formatted(weighed.kiBPerSession()),
                        Long.toString(weighed.fullKiB() / 1024));
                report.add(new JsonObject()
                        .put("scenario", "idle" + sessions)
                        .put("server", server.name())
                        .put("kiBPerSession", weighed.kiBPerSession())
                        .put("wholeKiB", weighed.fullKiB()));
            }
        }
        print(table.toString());
    }

    private void timeListings() throws IOException, InterruptedException {
        if (listings == 0) {
            return;
        }
        var table = new Table(
                "100,000 entries", "server", "first octet ms", "at first", "whole ms", "NOOP p50 ms", "p99", "max");
        for (Server server : servers) {
            for (String command : List.of("", "LIST dir100k", "NLST dir100k", "MLSD dir100k")) {
                progress(server.name() + ": " + (command.isEmpty() ? "nothing is listed" : command));
                Listings timed = Listings.run(server.target(), command, listings);
                table.row(
                        command.isEmpty() ? "(none)" : command.substring(0, 4),
                        server.name(),
                        Listings.longest(Listings.later(timed.first())),
                        Listings.longest(timed.first().stream().limit(1).toList()),
                        Listings.longest(Listings.later(timed.whole())),
                        timed.noop(50),
                        timed.noop(99),
                        timed.noop(100));
                report.add(new JsonObject()
                        .put("scenario", "listings")
                        .put("command", command)
                        .put("server", server.name())
                        .put("firstOctetMillis", timed.first())
                        .put("wholeMillis", timed.whole())
                        .put("noopP99Millis", timed.noop(99)));
            }
        }
        print(table.toString());
    }

    private static String number(double value) {
        return value >= 100 ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }

    private static void print(String text) {
        System.out.println(text);
    }

    private static void progress(String text) {
        System.err.println(text);
    }
}
