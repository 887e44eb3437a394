package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that starts, serves and ends.
@Tag("packaged")
class StartIT {

    @TempDir
    Path directory;

    /// What the build has learnt from a start is there, and the JVM accepts it: told to insist, it would not start.
    @Test
    void the_start_uses_what_the_build_has_learnt() {
        assertThat(Distribution.HOME.resolve("lib/berth.aot")).isNotEmptyFile();
        Programs.run(
                        directory,
                        List.of(Distribution.BERTH.toString(), "--version"),
                        "",
                        Map.of("BERTH_JAVA_OPTS", "-XX:AOTMode=on"))
                .orFail();
    }

    /// In Turkish, the capital of i is another letter than I.
    @Test
    void it_serves_whatever_the_language_of_the_jvm() {
        Start start = Start.demo(directory).withVariable("BERTH_JAVA_OPTS", "-Duser.language=tr -Duser.country=TR");
        try (var server = PackagedServer.serving(start)) {
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void the_next_start_goes_on_with_the_same_data() throws Exception {
        Start start = Start.demo(directory);
        Printed first;
        try (var server = PackagedServer.serving(start)) {
            first = server.printed();
            FTPClient client = Ftp.as(first.tenants().get("north"));
            assertThat(client.storeFile("kept.txt", InputStream.nullInputStream()))
                    .isTrue();
            client.disconnect();
        }
        try (var server = PackagedServer.serving(start)) {
            assertThat(server.printed().tenants()).isEqualTo(first.tenants());
            FTPClient client = Ftp.as(first.tenants().get("north"));
            assertThat(client.listNames()).contains("kept.txt");
            client.disconnect();
        }
    }

    /// The others of its range serve meanwhile, and it is taken as soon as it is free.
    @Test
    void a_passive_port_that_is_taken_is_told() throws Exception {
        int first = FreePorts.block(203);
        try (var _ = new ServerSocket(first + 50, 1, InetAddress.ofLiteral("127.0.0.1"));
                var server = PackagedServer.serving(Start.demo(directory, first))) {
            assertThat(server.log()).anyMatch(line -> line.contains(" WARN ") && line.contains("" + (first + 50)));
            FTPClient client = Ftp.as(server.printed().tenants().get("north"));
            assertThat(client.listNames()).containsExactly("welcome.txt");
            client.disconnect();
        }
    }

    /// Ctrl-C reaches the start script's whole process group, as a terminal sends it.
    @Test
    void ctrl_c_on_the_script_leaves_no_process() throws Exception {
        Start start = Start.demo(directory).by(Distribution.RUN).under("setsid", "--wait");
        try (var server = PackagedServer.serving(start)) {
            ProcessHandle java = ProcessHandle.of(server.pid()).orElseThrow();
            Programs.run(directory, List.of("kill", "-INT", "--", "-" + java.pid()))
                    .orFail();
            assertThat(server.ended(Duration.ofSeconds(30))).isEqualTo(130);
            assertThat(java.isAlive()).isFalse();
        }
    }
}
