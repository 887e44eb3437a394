package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database goes away in the midst of transfers, be it that it hangs or that it ends and comes back. Who is there
/// goes on with what was granted, others are told to try again, and afterwards the books say what happened, once.
@Tag("packaged")
class DatabaseDownIT {

    private static final String HANGS = "hangs";
    private static final String ENDS = "ends";

    /// Who logs in for the first time while it is away.
    private static final String LATE = "late-";

    /// Of whose quota the node can reserve little.
    private static final String POOR = "poor-";

    private static final String PASSWORD = "a password of the test";
    private static final int LARGE = 24 << 20;
    private static final int ANNOUNCED = 6 << 20;
    private static final int UNSAID = 3 << 20;
    private static final int SMALL = 1_000;
    private static final int PIECE = 1 << 20;

    /// The least that `audit.queue` may be.
    private static final int QUEUE = 1_000;

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    static Path directory;

    private static TestPostgres postgres;
    private static PackagedServer server;
    private static ObservedNode node;

    @BeforeAll
    static void start() throws Exception {
        postgres = TestPostgres.start(directory);
        int port = FreePorts.block(1);
        server = PackagedServer.serving(Start.demo(directory)
                .with(postgres.settings())
                .with(
                        "--set",
                        "admin.healthPort=" + port,
                        "--set",
                        "admin.healthMetrics=true",
                        "--set",
                        "audit.queue=" + QUEUE));
        node = new ObservedNode(server, URI.create("http://127.0.0.1:" + port));
        account("first");
        FTPClient first = as("first");
        assertThat(first.storeFile("small", new ByteArrayInputStream(new byte[SMALL])))
                .isTrue();
        first.disconnect();
        // No change afterwards: it would end what is remembered of logins, and what is reserved of quotas.
        for (String user : List.of(HANGS, ENDS)) {
            account(user);
            account(LATE + user);
            account(POOR + user);
            new AdminCalls(server)
                    .done(
                            "PUT",
                            "/tenants/north/accounts/" + POOR + user + "/quota",
                            new JsonObject().put("octets", 4 * PIECE));
        }
        // What is reserved from now on was so after the last change, for the tenant as well.
        soon("what was reserved before to be given back", () -> !postgres.hasReserved());
    }

    @AfterAll
    static void end() throws Exception {
        try (TestPostgres _ = postgres) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void a_database_that_hangs_costs_nobody_anything_that_was_granted() throws Exception {
        outage(HANGS, postgres::freeze, postgres::thaw, false);
    }

    @Test
    void a_database_that_ends_and_comes_back_costs_nobody_anything_that_was_granted() throws Exception {
        outage(ENDS, postgres::stop, postgres::startAgain, true);
    }

    /// What happens to the database.
    private interface Turn {
        void happen() throws Exception;
    }

    /// @param refuses whether the database is known to be away; else what needs it waits for it
    private static void outage(String user, Turn down, Turn up, boolean refuses) throws Exception {
        FTPClient reader = as(user);
        reader.storeFile("large", new ByteArrayInputStream(new byte[LARGE]));
        FTPClient announcing = as(user);
        FTPClient storing = as(user);
        FTPClient other = as(user);
        FTPClient poor = poor(POOR + user);
        assertThat(announcing.allo(ANNOUNCED)).isEqualTo(200);
        try (InputStream large = reader.retrieveFileStream("large");
                OutputStream announced = announcing.storeFileStream("announced");
                OutputStream unsaid = storing.storeFileStream("unsaid")) {
            assertThat(large.readNBytes(PIECE)).hasSize(PIECE);
            announced.write(new byte[PIECE]);
            unsaid.write(new byte[PIECE]);
            down.happen();
            var beyond = CompletableFuture.supplyAsync(() -> storeBeyond(poor));
            try {
                var late = CompletableFuture.supplyAsync(() -> login(LATE + user));
                soon("degraded health", () -> node.isReady(503));
                assertThat(node.get("/health/ready").body()).contains("the database does not answer");
                assertThat(node.get("/health/live").statusCode()).isEqualTo(200);
                assertThat(large.readAllBytes()).hasSize(LARGE - PIECE);
                send(announced, ANNOUNCED - PIECE);
                send(unsaid, UNSAID - PIECE);
                assertThat(reader.completePendingCommand()).as("the download").isTrue();
                assertThat(announcing.completePendingCommand()).as("with ALLO").isTrue();
                assertThat(storing.completePendingCommand())
                        .as("without: %s", storing.getReplyString())
                        .isTrue();
                assertThat(other.storeFile("small", new ByteArrayInputStream(new byte[SMALL])))
                        .as("one that begins now: %s\n%s", other.getReplyString(), server.everything())
                        .isTrue();
                assertThat(login(user)).as("a login that is remembered").startsWith("230");
                refuse(List.of(reader, announcing, storing, other), QUEUE / 4);
                assertThat(late.get(Patience.of(SOON).toMillis(), TimeUnit.MILLISECONDS))
                        .as("a login that is not")
                        .startsWith("421");
                if (refuses) {
                    assertThat(beyond.get(Patience.of(SOON).toMillis(), TimeUnit.MILLISECONDS))
                            .as("one beyond what was granted")
                            .startsWith("451 What the quota leaves cannot be told");
                }
            } finally {
                up.happen();
            }
            // What hangs goes on, unless its connection has been given up.
            assertThat(beyond.get(Patience.of(SOON).toMillis(), TimeUnit.MILLISECONDS))
                    .containsPattern(refuses ? "^451 " : "^(226|451) ");
        }
        soon("health", () -> node.isReady(200));
        soon("logins", () -> login(LATE + user).startsWith("230"));
        long octets = (long) LARGE + ANNOUNCED + UNSAID + SMALL;
        soon("the books to be right", () -> postgres.books(user).equals(octets + " 4 " + (octets + LARGE)));
        assertThat(used(user)).isEqualTo(octets + " 4 " + (octets + LARGE));
        Path files = server.home("north").resolve(POOR + user);
        soon("the books of who was refused", () -> postgres.books(POOR + user).startsWith(held(files)));
        soon("the losses to be told", () -> node.lossesTold() == node.losses());
        assertThat(node.losses()).isPositive();
        for (FTPClient each : List.of(reader, announcing, storing, other, poor)) {
            assertThat(each.sendNoOp()).as("the session goes on").isTrue();
            each.disconnect();
        }
    }

    private static void account(String user) {
        new AdminCalls(server)
                .done(
                        "POST",
                        "/tenants/north/accounts",
                        new JsonObject()
                                .put("user", user)
                                .put("password", PASSWORD)
                                .put("home", "/" + user));
    }

    /// Somebody who has stored something, and of whose quota the node has reserved a quarter.
    private static FTPClient poor(String user) throws IOException {
        FTPClient client = as(user);
        assertThat(client.storeFile("before", new ByteArrayInputStream(new byte[SMALL])))
                .isTrue();
        return client;
    }

    private static String storeBeyond(FTPClient client) {
        try {
            try {
                boolean _ = client.storeFile("beyond", new ByteArrayInputStream(new byte[UNSAID]));
            } catch (IOException refused) {
                boolean _ = client.completePendingCommand();
            }
            return client.getReplyString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Octets and files, as the books have them. What was refused with the first octet has left none.
    private static String held(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.toList();
            long octets =
                    files.stream().mapToLong(file -> file.toFile().length()).sum();
            return octets + " " + files.size() + " ";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FTPClient as(String user) throws IOException {
        return Ftp.as(server.printed().tenants().get("north").port(), user, PASSWORD);
    }

    /// What a login is answered.
    private static String login(String user) {
        try {
            FTPClient client = Ftp.at(server.printed().tenants().get("north").port());
            try {
                boolean _ = client.login(user, PASSWORD);
            } catch (FTPConnectionClosedException refused) {
                // What it was told is read below.
            }
            String answer = client.getReplyString();
            client.disconnect();
            return answer;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void send(OutputStream to, int octets) throws IOException {
        for (int sent = 0; sent < octets; sent += PIECE) {
            to.write(new byte[Math.min(PIECE, octets - sent)]);
        }
        to.close();
    }

    /// Each leaves an audit record.
    private static void refuse(List<FTPClient> clients, int times) {
        var all = clients.stream()
                .map(client -> CompletableFuture.runAsync(() -> refuse(client, times)))
                .toList();
        all.forEach(CompletableFuture::join);
    }

    private static void refuse(FTPClient client, int times) {
        try {
            for (int i = 0; i < times; i++) {
                assertThat(client.sendCommand("DELE", "nothing")).isEqualTo(550);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Octets, files and volume as the admin API tells them.
    private static String used(String user) {
        JsonObject used = new AdminCalls(server)
                .done("GET", "/tenants/north/accounts/" + user + "/quota", new JsonObject())
                .getJsonObject("used");
        return used.getLong("octets") + " " + used.getLong("files") + " " + used.getLong("volume");
    }

    private static void soon(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + Patience.of(SOON).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("%s\n%s", what, server.everything())
                    .isNegative();
            LockSupport.parkNanos(50_000_000);
        }
    }
}
