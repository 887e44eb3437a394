package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import dev.berth.packaged.Printed.Tenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was answered with 226 is there after the server was killed, and what was there is whole: each client
/// replaces one file again and again while the server dies.
@Tag("packaged")
class KilledIT {

    private static final int CLIENTS = 4;
    private static final int LENGTH = 300_000;
    private static final int UPLOADS_BEFORE_THE_END = 6;

    @TempDir
    Path directory;

    /// The last version of each client's file that was confirmed.
    private final Map<String, Integer> confirmed = new ConcurrentHashMap<>();

    /// The version of each client's file that was sent last, confirmed or not.
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();

    @Test
    void what_was_confirmed_is_whole_after_a_kill() throws Exception {
        Start start = Start.demo(directory);
        int version = 0;
        for (int round = 0; round < Integer.getInteger("berth.rounds", 2); round++) {
            try (var server = PackagedServer.serving(start)) {
                Tenant north = server.printed().tenants().get("north");
                Path home = server.home("north");
                check(home);
                version += 1_000;
                killWhileStoring(server, north, version);
                check(home);
            }
        }
        try (var server = PackagedServer.serving(start)) {
            check(server.home("north"));
            FTPClient client = Ftp.as(server.printed().tenants().get("north"));
            assertThat(client.listNames()).contains("client-0", "welcome.txt");
            client.disconnect();
        }
    }

    private void killWhileStoring(PackagedServer server, Tenant tenant, int firstVersion) throws InterruptedException {
        var enough = new CountDownLatch(CLIENTS * UPLOADS_BEFORE_THE_END);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client-" + i;
            clients.add(Thread.ofPlatform().start(() -> store(tenant, name, firstVersion, enough)));
        }
        assertThat(enough.await(60, TimeUnit.SECONDS))
                .as("uploads are confirmed")
                .isTrue();
        server.signal("KILL");
        server.ended(Duration.ofSeconds(20));
        for (Thread client : clients) {
            client.join();
        }
    }

    private void store(Tenant tenant, String name, int firstVersion, CountDownLatch enough) {
        try {
            FTPClient client = Ftp.as(tenant);
            for (int version = firstVersion; replace(client, name, version); version++) {
                enough.countDown();
            }
        } catch (IOException killed) {
            // That is what the test is about.
        }
    }

    private boolean replace(FTPClient client, String name, int version) throws IOException {
        sent.put(name, version);
        if (!client.storeFile(name, new ByteArrayInputStream(content(version)))) {
            return false;
        }
        confirmed.put(name, version);
        return true;
    }

    private void check(Path home) throws IOException {
        for (Map.Entry<String, Integer> each : confirmed.entrySet()) {
            byte[] found = Files.readAllBytes(home.resolve(each.getKey()));
            int last = sent.get(each.getKey());
            assertThat(Arrays.equals(found, content(each.getValue())) || Arrays.equals(found, content(last)))
                    .as("%s has its version %d or %d, whole", each.getKey(), each.getValue(), last)
                    .isTrue();
        }
    }

    private static byte[] content(int version) {
        byte[] content = new byte[LENGTH + version % 100];
        Arrays.fill(content, (byte) version);
        for (int i = 0; i < Integer.BYTES; i++) {
            content[i] = (byte) (version >> (i * Byte.SIZE));
        }
        return content;
    }
}
