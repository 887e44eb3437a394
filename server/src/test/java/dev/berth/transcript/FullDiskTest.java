package dev.berth.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.NodeUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is said when the disk is full: a file system of its own in the account's home, which takes root to mount.
class FullDiskTest {

    private static final int ROOM = 256 << 10;

    @RegisterExtension
    static final NodeUnderTest NODE = NodeUnderTest.standard();

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /// RFC 959 §4.2.2: "452 Requested action not taken. Insufficient storage space in system."
    @Test
    void a_full_disk_is_452_and_what_is_there_stays() throws Exception {
        var person = NODE.person("acme");
        Path small = Files.createDirectory(person.home().resolve("small"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + ROOM, "tmpfs", small.toString()) == 0;
        assumeTrue(mounted, "a file system can be mounted here");
        try (ControlClient client = LoggedInClient.of(NODE, person)) {
            Files.writeString(small.resolve("old"), "old");
            assertThat(store(client, "STOR small/old", ROOM * 4)).isEqualTo(452);
            assertThat(small.resolve("old")).hasContent("old");
            assertThat(store(client, "APPE small/new", ROOM * 4)).isEqualTo(452);
            assertThat(client.ask("DELE small/new").code()).isEqualTo(250);
            assertThat(store(client, "STOR small/fits", ROOM / 4)).isEqualTo(226);
            Files.write(person.home().resolve("large"), new byte[ROOM * 4]);
            assertThat(client.ask("SITE COPY large small/large").code()).isEqualTo(452);
            assertThat(small.toFile().list()).containsExactlyInAnyOrder("old", "fits");
        } finally {
            NODE.leaks().check(person);
            assertThat(run("umount", small.toString())).isZero();
        }
    }

    private static int store(ControlClient client, String command, int octets) throws IOException {
        try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            LoggedInClient.must(client.ask(command), 150);
            try {
                data.send(new byte[octets]);
                data.finish();
            } catch (IOException refused) {
                // The server has seen enough; its reply says of what.
            }
            return client.reply().code();
        }
    }
}
