package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import dev.berth.packaged.Printed.Tenant;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// What curl reaches under limits. `deploy/verify-long bandwidth` takes ten seconds for each and allows 5 %; the build
/// takes less time, and allows more.
@Tag("packaged")
@Isolated
class BandwidthIT {

    private static final int SECONDS = Integer.getInteger("berth.bandwidth", 2);
    private static final double TOLERANCE = SECONDS < 10 ? 0.4 : 0.05;
    private static final long RATE = 2_000_000;

    @TempDir
    static Path directory;

    private static PackagedServer server;
    private static AdminCalls admin;
    private static Tenant north;

    @BeforeAll
    static void start() {
        Programs.require(List.of("curl"));
        server = PackagedServer.serving(Start.demo(directory));
        admin = new AdminCalls(server);
        north = server.printed().tenants().get("north");
    }

    @AfterAll
    static void end() {
        server.close();
        server.assertNoLoopWasBlocked();
    }

    private static void limit(String path, String... names) {
        var limits = new JsonObject();
        for (String name : names) {
            limits.put(name, RATE);
        }
        assertThat(admin.done("PUT", "/tenants/north" + path + "/limits", limits)
                        .getJsonObject("limits")
                        .size())
                .isEqualTo(names.length);
    }

    private static void free() {
        limit("");
        limit("/accounts/" + north.user());
    }

    private static String url(String name) {
        return "ftp://127.0.0.1:" + north.port() + "/" + name;
    }

    /// It tells when it began to transfer, and when it ended, in seconds from its start.
    private static String curl(String options) {
        return "curl --silent --show-error --write-out '%{time_pretransfer} %{time_total}\\n' --user " + north.user()
                + ":" + north.password() + " " + options;
    }

    /// Moves half of what the rate allows in that time by each of two clients at once. Logins are not counted.
    private static void measure(String what, String one, String other) throws IOException {
        Programs.Ended moved =
                Programs.run(directory, List.of("bash", "-c", one + " & a=$!; " + other + " && wait $a"));
        assertThat(moved.orFail().err()).isEmpty();
        double begun = Double.MAX_VALUE;
        double ended = 0;
        for (String line : moved.out().lines().toList()) {
            String[] times = line.split(" ", 2);
            begun = Math.min(begun, Double.parseDouble(times[0]));
            ended = Math.max(ended, Double.parseDouble(times[1]));
        }
        double reached = RATE * SECONDS / (ended - begun);
        Files.writeString(
                Distribution.reports().resolve("bandwidth.txt"),
                String.format(
                        Locale.ROOT, "| %s | %d | %.0f | %.1f %% | |%n", what, RATE, reached, 100 * reached / RATE),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertThat(reached).as(what).isBetween(RATE * (1 - TOLERANCE), RATE * (1 + TOLERANCE));
    }

    private static Path file(Path at) throws IOException {
        byte[] noise = new byte[(int) (RATE * SECONDS / 2)];
        new java.util.Random(1).nextBytes(noise);
        return Files.write(at, noise);
    }

    @Test
    void two_downloads_share_the_rate_of_their_account() throws IOException {
        free();
        assertThat(file(server.home("north").resolve("down"))).exists();
        limit("/accounts/" + north.user(), "download");
        String get = curl("--output /dev/null " + url("down"));
        measure("two downloads of an account", get, get);
        String secure = curl("--insecure --ssl-reqd --output /dev/null " + url("down"));
        measure("two downloads of an account over TLS", secure, secure);
    }

    @Test
    void two_uploads_share_the_rate_of_their_tenant() throws IOException {
        free();
        assertThat(file(directory.resolve("up"))).exists();
        limit("", "upload");
        measure("two uploads of a tenant", curl("-T up " + url("up1")), curl("-T up " + url("up2")));
        measure(
                "two uploads of a tenant over TLS",
                curl("--insecure --ssl-reqd -T up " + url("up3")),
                curl("--insecure --ssl-reqd -T up " + url("up4")));
    }

    @Test
    void a_limit_that_is_lifted_while_a_download_runs_is_gone_soon() throws Exception {
        free();
        Files.write(server.home("north").resolve("live"), new byte[20_000_000]);
        limit("", "downloadPerSession");
        long begun = System.nanoTime();
        Thread lifted = Thread.ofVirtual().start(BandwidthIT::free);
        assertThat(Programs.run(directory, List.of("bash", "-c", curl("--output /dev/null " + url("live"))))
                        .orFail()
                        .err())
                .isEmpty();
        lifted.join();
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(6);
    }
}
