package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What curl did stands in the transfer log, one line for each file, and what it did not finish is marked.
@Tag("client")
@Tag("packaged")
class TransferLogIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /// Time, seconds, and then what is told of the transfer.
    private static final String BEGIN = "\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4} \\d+ ";

    @TempDir
    Path directory;

    @Test
    void what_curl_stores_retrieves_and_breaks_off_is_told() throws Exception {
        Programs.require(List.of("curl"));
        Path log = directory.resolve("xferlog");
        Files.writeString(directory.resolve("local"), "twelve chars");
        try (var server = PackagedServer.serving(
                Start.demo(directory).with("--set", "log.xferlog=" + log, "--set", "log.xferlogRotation=size"))) {
            var north = server.printed().tenants().get("north");
            String url = "ftp://127.0.0.1:" + north.port() + "/";
            String login = north.user() + ":" + north.password();
            curl(0, login, "--upload-file", "local", url + "of%20alice%20c.txt");
            curl(0, login, "--use-ascii", "--output", "back", url + "of%20alice%20c.txt");
            curl(0, login, url);
            Files.write(server.home("north").resolve("large"), new byte[30_000_000]);
            curl(28, login, "--limit-rate", "100k", "--max-time", "2", "--output", "part", url + "large");
            server.signal("INT");
            server.ended(LIMIT);
            String user = " r " + north.user() + "@north ftp 0 \\* ";
            assertThat(Files.readAllLines(log))
                    .satisfiesExactly(
                            stored -> assertThat(stored)
                                    .matches(BEGIN + "127\\.0\\.0\\.1 12 /of_alice_c\\.txt b _ i" + user + "c"),
                            retrieved -> assertThat(retrieved)
                                    .matches(BEGIN + "127\\.0\\.0\\.1 12 /of_alice_c\\.txt a _ o" + user + "c"),
                            brokenOff -> assertThat(brokenOff)
                                    .matches(BEGIN + "127\\.0\\.0\\.1 \\d{1,8} /large b _ o" + user + "i"));
        }
    }

    private void curl(int code, String login, String... words) {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--user", login));
        command.addAll(List.of(words));
        assertThat(Programs.run(directory, command).code())
                .as(String.join(" ", words))
                .isEqualTo(code);
    }
}
