package dev.berth.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        description = "Loads FTP servers in turn and prints what each reached; the first server is judged by the best"
                + " of the others, and by the one named " + Server.LIMIT + ", if there is one.")
final class Load implements Callable<Integer> {

    private static final int MOST_OF_A_PEER = 500;

    @Parameters(
            arity = "0..*",
            converter = Server.Reader.class,
            description = "NAME=HOST:PORT,USER,PASSWORD-FILE,PID of a running server")
    private List<Server> servers = List.of();

    @Option(names = "--scenarios", split = ",", description = "which ones, or beginnings of their names; else all")
    private List<String> wanted = List.of("");

    @Option(names = "--seconds", description = "how long each is measured (${DEFAULT-VALUE})")
    private int seconds = 5;

    @Option(
            names = "--settle",
            description =
                    "seconds for which the first server is loaded before its first run of each scenario, while its"
                            + " JVM compiles what is used (${DEFAULT-VALUE})")
    private int settle = 10;

    @Option(names = "--warm", description = "seconds before each run, on all servers (${DEFAULT-VALUE})")
    private int warm = 2;

    @Option(names = "--runs", description = "how often; the median by rate counts (${DEFAULT-VALUE})")
    private int runs = 3;

    @Option(names = "--idle", split = ",", description = "numbers of idle sessions to weigh, plain and over TLS")
    private List<Integer> idle = List.of();

    @Option(
            names = "--listings",
            description =
                    "how often to list 100,000 entries by LIST, NLST and MLSD: when the first octet comes, and what"
                            + " NOOP takes in other sessions meanwhile")
    private int listings;

    @Option(names = "--touch", description = "a directory in memory: what large uploads take is touched there before")
    private @Nullable Path touch;

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

    private boolean compare() throws IOException, InterruptedException {
        var comparison = new Comparison(
                servers,
                runs,
                Duration.ofSeconds(settle),
                Duration.ofSeconds(warm),
                Duration.ofSeconds(seconds),
                Optional.ofNullable(touch),
                report);
        comparison.run(Scenario.all().stream()
                .filter(scenario -> wanted.stream().anyMatch(scenario.name()::startsWith))
                .toList());
        print(comparison.toString());
        return comparison.isClean();
    }

    private void weigh() throws IOException, InterruptedException {
        if (idle.isEmpty()) {
            return;
        }
        var table = new Table("idle sessions", "server", "KiB each", "whole MiB", "NOOP p99 ms beside 8 downloads");
        Scenario beside = Scenario.named("get8");
        for (int sessions : idle) {
            for (Server server : servers) {
                // A server that forks has a process for each, which a few hundred show as well.
                int some = server.equals(servers.getFirst()) ? sessions : Math.min(sessions, MOST_OF_A_PEER);
                weigh(table, server, some, false, beside);
                weigh(table, server, some, true, beside);
            }
        }
        print(table.toString());
    }

    private void weigh(Table table, Server server, int sessions, boolean secure, Scenario beside)
            throws IOException, InterruptedException {
        String what = sessions + (secure ? " over TLS" : "");
        System.err.println(what + " idle sessions: " + server.name());
        Idle weighed = Idle.run(server, secure, sessions, beside, Duration.ofSeconds(seconds));
        table.row(
                what,
                server.name(),
                "%.1f".formatted(weighed.kiBPerSession()),
                Long.toString(weighed.fullKiB() / 1024),
                "%.1f".formatted(weighed.noopMillis()));
        report.add(new JsonObject()
                .put("scenario", "idle" + sessions)
                .put("tls", secure)
                .put("server", server.name())
                .put("kiBPerSession", weighed.kiBPerSession())
                .put("wholeKiB", weighed.fullKiB())
                .put("noopP99Millis", weighed.noopMillis()));
    }

    private void timeListings() throws IOException, InterruptedException {
        if (listings == 0) {
            return;
        }
        var table = new Table(
                "100,000 entries", "server", "first octet ms", "at first", "whole ms", "NOOP p50 ms", "p99", "max");
        for (Server server : servers) {
            for (String command : List.of("", "LIST dir100k", "NLST dir100k", "MLSD dir100k")) {
                System.err.println(server.name() + ": " + (command.isEmpty() ? "nothing is listed" : command));
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

    private static void print(String text) {
        System.out.println(text);
    }
}
