package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import dev.berth.packaged.Printed.Tenant;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifty clients store at the same time where there is room for twenty of their files, and in each round the server
/// dies in the middle: what is on the disk and what the books say are the same to the octet, before and after, and
/// nothing stays set aside. `deploy/verify-long kills` takes a hundred rounds.
@Tag("packaged")
class QuotaKilledIT {

    private static final int CLIENTS = 50;
    private static final int ROOM = 20;
    private static final int PIECES = 8;
    private static final int LONGEST_PIECE = 40_000;
    private static final String USER = "quota";
    private static final String PASSWORD = "a password of the test";
    private static final String ACCOUNT = "/tenants/north/accounts/" + USER;
    private static final Duration LONGEST_RECOUNT = Duration.ofSeconds(20);

    /// Octets and files, without what an upload that nobody finished has left: that is no file of the account.
    private record Kept(long octets, long files) {

        static Kept below(Path directory) throws IOException {
            long octets = 0;
            long files = 0;
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.filter(Kept::counts).toList()) {
                    octets += Files.size(file);
                    files++;
                }
            }
            return new Kept(octets, files);
        }

        private static boolean counts(Path path) {
            return Files.isRegularFile(path) && !path.getFileName().toString().startsWith(".berth-upload-");
        }

        static Kept of(JsonObject used) {
            return new Kept(used.getLong("octets"), used.getLong("files"));
        }
    }

    @TempDir
    Path directory;

    private final long seed = Long.getLong("berth.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private Path root = Path.of("");

    @Test
    void the_books_agree_with_the_disk_after_every_kill() throws Exception {
        Start start = Start.demo(directory);
        try (var server = PackagedServer.serving(start)) {
            root = server.home("north");
            new AdminCalls(server)
                    .done(
                            "POST",
                            "/tenants/north/accounts",
                            new JsonObject()
                                    .put("user", USER)
                                    .put("password", PASSWORD)
                                    .put("home", "/" + USER));
            stored(server, true);
            stored(server, false);
        }
        for (int round = 0; round < Integer.getInteger("berth.rounds", 3); round++) {
            try (var server = PackagedServer.serving(start)) {
                agreed(server, round);
                empty(server);
                killed(server, round);
            }
        }
        try (var server = PackagedServer.serving(start)) {
            agreed(server, -1);
            stored(server, true);
        }
    }

    /// Nobody dies: with room asked for beforehand exactly those complete that there is room for.
    private void stored(PackagedServer server, boolean announced) throws Exception {
        empty(server);
        int length = PIECES * (1 + random.nextInt(LONGEST_PIECE));
        limit(server, ROOM * (long) length);
        int stored = store(server, length, _ -> announced, () -> {});
        if (announced) {
            assertThat(stored).as(seeded("stored")).isEqualTo(ROOM);
        } else {
            assertThat(stored).as(seeded("stored")).isBetween(1, ROOM);
        }
        Kept kept = Kept.below(home());
        if (announced) {
            assertThat(kept).as(seeded("on the disk")).isEqualTo(new Kept(stored * (long) length, stored));
        } else {
            // Of those that ran out of room, what had found some is kept, to be resumed.
            assertThat(kept.files()).as(seeded("files on the disk")).isBetween((long) stored, (long) CLIENTS);
            assertThat(kept.octets())
                    .as(seeded("octets on the disk"))
                    .isBetween(stored * (long) length, ROOM * (long) length);
        }
        agreed(server, -1);
    }

    private void killed(PackagedServer server, int round) throws Exception {
        int length = PIECES * (1 + random.nextInt(LONGEST_PIECE));
        limit(server, ROOM * (long) length);
        long announcing = random.nextLong();
        var last = new AtomicInteger(1 + random.nextInt(ROOM * PIECES));
        var moment = new CompletableFuture<Void>();
        Thread killer = Thread.ofPlatform().start(() -> {
            moment.join();
            server.signal("KILL");
        });
        int stored = store(server, length, i -> (announcing >>> i & 1) == 1, () -> {
            if (last.decrementAndGet() == 0) {
                moment.complete(null);
            }
        });
        moment.complete(null); // where the quota let fewer pieces through
        killer.join();
        server.ended(Duration.ofSeconds(20));
        Kept kept = Kept.below(home());
        assertThat(kept.files()).as(seeded("files kept in round " + round)).isBetween((long) stored, (long) CLIENTS);
        assertThat(kept.octets()).as(seeded("octets kept in round " + round)).isLessThanOrEqualTo(ROOM * (long) length);
    }

    /// Fifty uploads.
    ///
    /// @param announcing which clients announce what they are going to store
    /// @param piece called with every piece that a client has sent
    /// @return how many the server has confirmed
    private static int store(PackagedServer server, int length, IntPredicate announcing, Runnable piece)
            throws Exception {
        Tenant north = server.printed().tenants().get("north");
        List<Future<Boolean>> running = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                running.add(clients.submit(() -> store(north, "f" + client, length, announcing.test(client), piece)));
            }
        }
        int stored = 0;
        for (Future<Boolean> each : running) {
            stored += each.get() ? 1 : 0;
        }
        return stored;
    }

    private static boolean store(Tenant tenant, String name, int length, boolean announced, Runnable piece) {
        FTPClient client = new FTPClient();
        try {
            client = Ftp.as(tenant.port(), USER, PASSWORD);
            if (announced && client.allo(length) != 200) {
                return false;
            }
            try (OutputStream content = client.storeFileStream(name)) {
                for (int i = 0; content != null && i < PIECES; i++) {
                    content.write(new byte[length / PIECES]);
                    content.flush();
                    piece.run();
                }
            } catch (IOException ended) {
                // The server says why on the control connection, unless it is dead.
            }
            return client.getReplyCode() == 150 && client.completePendingCommand();
        } catch (IOException dead) {
            return false;
        } finally {
            try {
                client.disconnect();
            } catch (IOException dead) {
                // That is what the test is about.
            }
        }
    }

    private static void limit(PackagedServer server, long octets) {
        assertThat(new AdminCalls(server)
                        .done("PUT", ACCOUNT + "/quota", new JsonObject().put("octets", octets))
                        .getJsonObject("quota")
                        .getLong("octets"))
                .isEqualTo(octets);
    }

    /// Removes what there is, as its user does.
    private void empty(PackagedServer server) throws IOException {
        FTPClient client = Ftp.as(server.printed().tenants().get("north").port(), USER, PASSWORD);
        String[] names = client.listNames();
        for (String name : names == null ? new String[0] : names) {
            assertThat(client.deleteFile(name)).as(name).isTrue();
        }
        client.disconnect();
        assertThat(used(server, ACCOUNT)).as(seeded("used of nothing")).isEqualTo(new Kept(0, 0));
    }

    /// The account's books and its tenant's say what lies on the disk, at the latest when the recount is through, and
    /// all of the rest can be had.
    private void agreed(PackagedServer server, int round) throws Exception {
        long end = System.nanoTime() + Patience.of(LONGEST_RECOUNT).toNanos();
        Kept mine = Kept.below(home());
        Kept all = Kept.below(root);
        while (!(used(server, ACCOUNT).equals(mine)
                        && used(server, "/tenants/north").equals(all))
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(used(server, ACCOUNT))
                .as(seeded("the account's, round " + round))
                .isEqualTo(mine);
        assertThat(used(server, "/tenants/north"))
                .as(seeded("the tenant's, round " + round))
                .isEqualTo(all);
        JsonObject quota = new AdminCalls(server)
                .done("GET", ACCOUNT + "/quota", new JsonObject())
                .getJsonObject("quota");
        if (quota.containsKey("octets")) {
            FTPClient client = Ftp.as(server.printed().tenants().get("north").port(), USER, PASSWORD);
            assertThat(client.sendCommand("AVBL")).isEqualTo(213);
            assertThat(client.getReplyString().strip())
                    .as(seeded("what is left, round " + round))
                    .isEqualTo("213 " + (quota.getLong("octets") - mine.octets()));
            client.disconnect();
        }
    }

    private static Kept used(PackagedServer server, String owner) {
        return Kept.of(new AdminCalls(server)
                .done("GET", owner + "/quota", new JsonObject())
                .getJsonObject("used"));
    }

    private Path home() {
        return root.resolve(USER);
    }

    private String seeded(String what) {
        return what + " (-Dberth.seed=" + seed + ")";
    }
}
