package dev.berth.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps the packaged server busy for a long time, and prints what its memory, its descriptors and its answers do.
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Holds idle sessions and running transfers for a long time, and looks for growth.")
final class Soak implements Callable<Integer> {

    private static final long SIZE = 4 << 20;
    private static final int RATE = 200_000;
    private static final int OTHERS = 100;
    private static final double MOST_GROWTH = 1.05;
    private static final int MOST_MORE_DESCRIPTORS = 40;
    private static final double MOST_LATENCY_MILLIS = 20;

    @Parameters(paramLabel = "HOME", description = "the distribution")
    private Path home = Path.of(".");

    @Option(names = "--minutes", description = "for how long, 3 to 600 (${DEFAULT-VALUE})")
    private int minutes = 30;

    @Option(names = "--idle", description = "sessions that do nothing (${DEFAULT-VALUE})")
    private int idle = 10_000;

    @Option(names = "--transfers", description = "sessions that transfer without a pause (${DEFAULT-VALUE})")
    private int transfers = 200;

    private final Table table = new Table(
            "minute",
            "memory, MiB",
            "alive, MiB",
            "descriptors",
            "transfers done",
            "NOOP p50, ms",
            "p99, ms",
            "processor, %");
    private final List<Look> looks = new ArrayList<>();
    private final List<Long> alive = new ArrayList<>();
    private final LongAdder done = new LongAdder();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    /// What one minute was like.
    private record Look(long kiB, long descriptors, double p50, double p99) {}

    /// See `--help`.
    public static void main(String[] words) {
        System.exit(new CommandLine(new Soak()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        minutes = Math.clamp(minutes, 3, 600);
        int sessions = idle + transfers + OTHERS;
        try (var node = PackagedNode.start(
                home,
                "session.max=" + sessions,
                "session.idleTimeout=24h",
                "storage.durability=rename",
                "ban.never=127.0.0.0/8")) {
            Target target = target(node);
            List<FtpConnection> resting = rest(target);
            List<Thread> busy = new ArrayList<>();
            for (int i = 0; i < transfers; i++) {
                int number = i;
                busy.add(Thread.ofPlatform().start(() -> transfer(target, number)));
            }
            watch(node.processes(), target);
            over.set(true);
            for (Thread thread : busy) {
                thread.join();
            }
            for (FtpConnection session : resting) {
                session.noop();
                session.close();
            }
        }
        System.out.print(table);
        faults.stream().distinct().limit(10).forEach(System.out::println);
        boolean flat = isFlat() && faults.isEmpty();
        System.out.println(flat ? "Nothing grew." : "It did not stay as it was.");
        return flat ? 0 : 1;
    }

    /// All clients are at one address, so each that waits for its data connection needs a port.
    private static Target target(PackagedNode node) throws IOException, InterruptedException {
        Target target = FloodProcess.target(node.tenant("soak", "21000-21499"));
        var account = new JsonObject()
                .put("user", target.user())
                .put("password", target.password())
                .put("home", "/" + target.user());
        var _ = node.post(201, "/tenants/soak/accounts", account);
        node.put(
                "/tenants/soak/limits",
                new JsonObject().put("downloadPerSession", RATE).put("uploadPerSession", RATE));
        FloodKind.logInOnce(target, false); // which makes the home
        TestFiles.file(node.files("soak").resolve("user/file"), SIZE);
        return target;
    }

    private List<FtpConnection> rest(Target target) throws IOException {
        List<FtpConnection> resting = new ArrayList<>(idle);
        for (int i = 0; i < idle; i++) {
            resting.add(FtpConnection.logInIdle(target, false));
        }
        System.err.println(idle + " sessions are open");
        return resting;
    }

    private void transfer(Target target, int number) {
        try (FtpConnection session = FtpConnection.logIn(target, false, new LongAdder())) {
            while (!over.get()) {
                if (number % 2 == 0) {
                    if (session.retrieve("file") != SIZE) {
                        throw new Unexpected("a download was short");
                    }
                } else {
                    session.store("up-" + number, SIZE);
                }
                done.increment();
            }
        } catch (IOException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    private void watch(ProcessTree server, Target target) throws IOException, InterruptedException {
        double cpu = server.cpuSeconds();
        for (int minute = 1; minute <= minutes; minute++) {
            Look look = minute(server, target);
            looks.add(look);
            double used = server.cpuSeconds();
            table.row(
                    Integer.toString(minute),
                    Long.toString(look.kiB() / 1024),
                    isEndOfThird(minute) ? alive(server) : "",
                    Long.toString(look.descriptors()),
                    Long.toString(done.sumThenReset()),
                    "%.1f".formatted(look.p50()),
                    "%.1f".formatted(look.p99()),
                    "%.0f".formatted((used - cpu) / 60 * 100));
            System.err.println("minute " + minute + ": " + look);
            cpu = used;
        }
    }

    private static Look minute(ProcessTree server, Target target) throws IOException, InterruptedException {
        try (var noop = Pulse.of(target)) {
            TimeUnit.MINUTES.sleep(1);
            return new Look(server.proportionalKiB(), server.descriptors(), noop.millis(0.5), noop.millis(0.99));
        }
    }

    private boolean isEndOfThird(int minute) {
        return minute == minutes / 3 || minute == minutes * 2 / 3 || minute == minutes;
    }

    /// While no NOOP is measured, since the server stands still for it.
    private String alive(ProcessTree server) throws IOException, InterruptedException {
        alive.add(LiveHeap.kiB(server.root()));
        return Long.toString(alive.getLast() / 1024);
    }

    /// After the first third, in which the heap takes the size that it needs and the compiler comes to rest, the last
    /// third is compared with the middle one.
    private boolean isFlat() {
        List<Look> middle = looks.subList(minutes / 3, minutes * 2 / 3);
        List<Look> last = looks.subList(minutes * 2 / 3, minutes);
        return alive.getLast() <= MOST_GROWTH * alive.getFirst()
                && mean(last, Look::kiB) <= MOST_GROWTH * mean(middle, Look::kiB)
                && mean(last, Look::descriptors) <= mean(middle, Look::descriptors) + MOST_MORE_DESCRIPTORS
                && mean(last, Look::p99) <= Math.max(2 * mean(middle, Look::p99), MOST_LATENCY_MILLIS);
    }

    private static double mean(List<Look> looks, ToDoubleFunction<Look> what) {
        return looks.stream().mapToDouble(what).average().orElseThrow();
    }
}
