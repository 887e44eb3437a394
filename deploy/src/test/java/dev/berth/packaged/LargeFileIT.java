package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import dev.berth.packaged.Printed.Tenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 2 GiB there and back, which is more than fits into an `int`.
@Tag("packaged")
@Tag("slow")
class LargeFileIT {

    private static final long LENGTH = 2L * 1024 * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void two_gibibytes_come_back_as_they_went() throws Exception {
        Programs.require(List.of("curl", "openssl", "sha256sum"));
        try (var server = PackagedServer.serving(Start.demo(directory))) {
            Tenant north = server.printed().tenants().get("north");
            String url = "ftp://127.0.0.1:" + north.port() + "/large";
            String login = "--silent --show-error --user " + north.user() + ":" + north.password();
            shell("openssl enc -aes-128-ctr -K 00 -iv 00 -in /dev/zero 2>/dev/null | head -c " + LENGTH + " >large");
            String sent = shell("sha256sum <large");
            shell("curl " + login + " --upload-file large " + url);
            assertThat(Files.size(server.home("north").resolve("large"))).isEqualTo(LENGTH);
            Files.delete(directory.resolve("large"));
            assertThat(shell("curl " + login + " " + url + " | sha256sum")).isEqualTo(sent);
            server.assertNoLoopWasBlocked();
        }
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private String shell(String line) {
        return Programs.run(directory, List.of("bash", "-c", line)).orFail().out();
    }
}
