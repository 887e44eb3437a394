package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator is told before it hurts: the limit of open files, and how busy the passive ports are.
@Tag("packaged")
class LowLimitsIT {

    /// Ports are counted every ten seconds, and an announced one waits for twenty.
    private static final Duration UNTIL_MEASURED = Duration.ofSeconds(15);

    private static final String TWO_PORTS = "berth_data_ports{tenant=\"north\"} 2.0\n";

    @TempDir
    Path directory;

    @Test
    void too_few_file_descriptors_are_told_at_the_start_with_the_number_needed() throws IOException {
        Programs.require(List.of("prlimit"));
        Start start = Start.demo(directory).with("--set", "session.max=1000").under("prlimit", "--nofile=2000:2000");
        try (var server = PackagedServer.serving(start)) {
            assertThat(server.log())
                    .anyMatch(line -> line.contains(" WARN ")
                            && line.contains("the limit of open files is 2000, and this node needs ")
                            && line.contains("3 for each of session.max = 1000 sessions; raise it (LimitNOFILE="));
            FTPClient client = Ftp.as(server.printed().tenants().get("north"));
            assertThat(client.listNames()).containsExactly("welcome.txt");
            client.disconnect();
        }
    }

    @Test
    void busy_passive_ports_are_counted_per_tenant() throws IOException {
        try (var server = PackagedServer.serving(Start.demo(directory))) {
            var calls = new AdminCalls(server);
            FTPClient client = Ftp.as(server.printed().tenants().get("north"));
            FTPClient other = Ftp.as(server.printed().tenants().get("north"));
            assertThat(client.epsv()).isEqualTo(229);
            assertThat(other.epsv()).isEqualTo(229);
            long end = System.nanoTime() + Patience.of(UNTIL_MEASURED).toNanos();
            while (!metrics(calls).contains(TWO_PORTS) && System.nanoTime() < end) {
                LockSupport.parkNanos(200_000_000);
            }
            assertThat(metrics(calls)).contains(TWO_PORTS);
            client.disconnect();
            other.disconnect();
        }
    }

    private static String metrics(AdminCalls calls) {
        return calls.call("GET", "/metrics", new JsonObject()).body();
    }
}
