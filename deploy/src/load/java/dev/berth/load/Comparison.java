package dev.berth.load;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Runs scenarios on several servers in turn, and judges the first by the others.
final class Comparison {

    private final List<Server> servers;
    private final int runs;
    private final Duration settle;
    private final Duration warm;
    private final Duration time;
    private final Optional<Path> memory;
    private final JsonArray report;

    private final Table rates = new Table(
            "scenario",
            "server",
            "rate",
            "",
            "of best peer",
            "of limit",
            "CPU s/GiB",
            "CPU µs/op",
            "p50 ms",
            "p99",
            "p99.9",
            "faults");
    private final Table goals = new Table("scenario", "what", "target", "reached", "met");
    private boolean judged;
    private boolean clean = true;

    /// @param runs how often each; the median by rate counts
    /// @param report gets all of them
    /// @param settle how long the first server is loaded before its first run of each scenario
    /// @param memory a directory in memory
    Comparison(
            List<Server> servers,
            int runs,
            Duration settle,
            Duration warm,
            Duration time,
            Optional<Path> memory,
            JsonArray report) {
        this.servers = servers;
        this.runs = runs;
        this.settle = settle;
        this.warm = warm;
        this.time = time;
        this.memory = memory;
        this.report = report;
    }

    /// Each of them on each server.
    void run(List<Scenario> scenarios) throws IOException, InterruptedException {
        for (Scenario scenario : scenarios) {
            Map<Server, Measured> medians = medians(scenario);
            var compared = Goal.Compared.of(scenario, medians);
            medians.forEach((server, measured) -> addRow(compared, server, measured));
            scenario.goals().forEach(goal -> judge(compared, goal));
        }
    }

    /// Whether everything that was asked for was done, by all servers but the limit, which has fewer commands.
    boolean isClean() {
        return clean;
    }

    /// The rates, and of several servers what the first one was to reach.
    @Override
    public String toString() {
        return judged ? rates + "\n" + goals : rates.toString();
    }

    /// In alternation, so that what else the machine does hits all alike. Each run begins with another server, since
    /// the load's own JVM is slowest for the first one.
    private Map<Server, Measured> medians(Scenario scenario) throws IOException, InterruptedException {
        settle(scenario);
        Map<Server, List<Measured>> all = new LinkedHashMap<>();
        servers.forEach(server -> all.put(server, new ArrayList<>()));
        for (int run = 1; run <= runs; run++) {
            List<Server> order = new ArrayList<>(servers);
            Collections.rotate(order, 1 - run);
            for (Server server : order) {
                touch(scenario.memory());
                System.err.printf("%s, run %d of %d: %s%n", scenario.name(), run, runs, server.name());
                Measured measured = Runner.run(scenario, server.target(), Optional.of(server.processes()), warm, time);
                all.get(server).add(measured);
                report.add(measured.json(scenario).put("server", server.name()).put("run", run));
                measured.firstFault().ifPresent(fault -> System.err.println(server.name() + ": " + fault));
                clean &= measured.faults() == 0 || server.isLimit();
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

    /// Memory that a virtual machine has not used for some seconds may have been given back to its host, and costs ten
    /// times as much at its next touch: who stores first would pay for all.
    private void touch(long octets) throws IOException {
        if (octets > 0 && memory.isPresent()) {
            Path file = memory.get().resolve("touched");
            TestFiles.file(
                    file, Math.min(octets, Files.getFileStore(memory.get()).getUsableSpace() / 2));
            Files.delete(file);
        }
    }

    /// A server in Java runs for weeks, and compiles what it does in the first seconds of them; servers in C have
    /// nothing to compile.
    private void settle(Scenario scenario) throws InterruptedException {
        if (settle.isPositive() && !servers.isEmpty()) {
            Server first = servers.getFirst();
            System.err.printf("%s, settling: %s%n", scenario.name(), first.name());
            var _ = Runner.run(scenario, first.target(), Optional.empty(), settle, Duration.ZERO);
        }
    }

    private void addRow(Goal.Compared compared, Server server, Measured measured) {
        Scenario.Unit unit = compared.scenario().unit();
        boolean first = measured.equals(compared.first());
        rates.row(
                compared.scenario().name(),
                server.name(),
                number(measured.rate(unit)),
                unit.toString(),
                first ? ratio(compared.rateOf(compared.peers().values())) : "",
                first ? ratio(compared.rateOf(compared.limit())) : "",
                measured.cpuPerGiB().map("%.2f"::formatted).orElse(""),
                measured.cpuPerOperation().map("%.0f"::formatted).orElse(""),
                number(measured.millis(50)),
                number(measured.millis(99)),
                number(measured.millis(99.9)),
                Long.toString(measured.faults()));
    }

    private void judge(Goal.Compared compared, Goal goal) {
        goal.figure().of(compared).ifPresent(reached -> {
            judged = true;
            goals.row(
                    compared.scenario().name(),
                    goal.what(),
                    (goal.least() ? "≥ " : "≤ ") + number(goal.bound()),
                    number(reached),
                    goal.isMet(reached) ? "yes" : "no");
        });
    }

    private static String ratio(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return value >= 100 ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }
}
