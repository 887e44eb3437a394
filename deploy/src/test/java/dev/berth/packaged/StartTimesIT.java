package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How soon a server serves, and how soon it has ended.
@Tag("packaged")
@Isolated
class StartTimesIT {

    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @Test
    void it_serves_soon_and_what_it_prints_works_when_pasted() {
        Programs.require(List.of("curl"));
        try (var server = PackagedServer.serving(Start.demo(directory).by(Distribution.RUN))) {
            assertThat(server.age()).isLessThan(Patience.of(LONGEST_START));
            assertThat(server.printed().commands())
                    .extracting(Printed.Offered::purpose)
                    .containsExactly(
                            "list",
                            "upload",
                            "download",
                            "encrypted",
                            "list",
                            "upload",
                            "download",
                            "encrypted",
                            "list",
                            "list");
            for (Printed.Offered offered : server.printed().commands()) {
                String out = Programs.run(directory, List.of("bash", "-c", offered.command()))
                        .orFail()
                        .out();
                switch (offered.purpose()) {
                    case "list", "encrypted" -> assertThat(out).contains("welcome.txt");
                    case "download" -> assertThat(out).isEqualTo("hello\n");
                    default -> assertThat(out).isEmpty();
                }
            }
            assertThat(server.complaints()).isEmpty();
            assertThat(server.output()).noneMatch(line -> line.contains("\u001b"));
        }
    }

    @Test
    void a_signal_amid_the_start_is_no_fault() {
        try (var server = PackagedServer.begin(Start.demo(directory))) {
            server.awaitLog("the database is open");
            server.signal("TERM");
            assertThat(server.ended(Duration.ofSeconds(30))).isEqualTo(143);
            assertThat(server.log()).noneMatch(line -> line.contains("cannot start"));
        }
    }

    /// A client that is connected, and one in the midst of an upload, hold nothing up.
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_ends_it_within_two_seconds(String signal, int code) throws Exception {
        try (var server = PackagedServer.serving(Start.demo(directory))) {
            FTPClient idle = Ftp.as(server.printed().tenants().get("north"));
            FTPClient storing = Ftp.as(server.printed().tenants().get("south"));
            var upload = storing.storeFileStream("begun.txt");
            upload.write(new byte[1000]);
            upload.flush();

            long pid = server.pid();
            long begin = System.nanoTime();
            server.signal(signal);
            assertThat(server.ended(Duration.ofSeconds(30))).isEqualTo(code);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(took).isLessThan(Patience.of(LONGEST_END));
            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThat(server.complaints()).isEmpty();
            assertThat(server.data().resolve("lock")).exists();
            idle.disconnect();
            storing.disconnect();
        }
    }
}
