package dev.berth.deploy.xferlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.UserName;
import dev.berth.config.LogConfig;
import dev.berth.config.LogConfig.Format;
import dev.berth.config.LogConfig.Rotation;
import dev.berth.observe.Event;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferLogTest {

    private static final Account ALICE = new Account(
            new AccountId(1),
            new Tenant(new TenantId(1), new Slug("north"), "North", TenantStatus.ACTIVE, "north"),
            new UserName("alice"),
            "/",
            Set.of());

    private static final Clock CLOCK = Clock.system(ZoneId.systemDefault());

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private TransferLog open(Path file, Rotation rotation, int size, int kept) throws IOException {
        var config = new LogConfig(Format.TEXT, "info", Optional.of(file), rotation, size, kept);
        return TransferLog.open(config, CLOCK, registry).orElseThrow();
    }

    private static Event.TransferEnded ended(String path) {
        var client = new InetSocketAddress("192.0.2.7", 40_000);
        return new Event.TransferEnded(7, ALICE, client, "STOR", path, false, 226, 12, Duration.ofSeconds(3));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nothing_is_opened_where_none_is_wanted() throws IOException {
        var config = new LogConfig(Format.TEXT, "info");
        assertThat(TransferLog.open(config, CLOCK, registry)).isEmpty();
    }

    @Test
    void each_file_has_its_line_and_the_log_goes_on_after_a_restart() throws IOException {
        Path file = directory.resolve("new/xferlog");
        for (String path : List.of("/one", "/two")) {
            try (var log = open(file, Rotation.DAILY, 1, 3)) {
                log.on(ended(path));
                log.on(new Event.SessionClosed(7));
            }
        }
        assertThat(Files.readAllLines(file))
                .satisfiesExactly(
                        first -> assertThat(first).contains(" /one "),
                        second -> assertThat(second).contains(" /two "));
        assertThat(registry.counter("berth.xferlog.lost").count()).isZero();
    }

    @Test
    void files_are_rotated_by_size_and_the_oldest_removed() throws IOException {
        String longest = "/" + "x".repeat(4000);
        for (int day = 0; day < 3; day++) {
            try (var log = open(directory.resolve("xferlog"), Rotation.SIZE, 1, 2)) {
                for (int i = 0; i < 800; i++) {
                    log.on(ended(longest));
                }
            }
        }
        assertThat(names()).containsExactly("xferlog", "xferlog.1", "xferlog.2");
        assertThat(registry.counter("berth.xferlog.lost").count()).isZero();
    }

    @Test
    void files_of_days_long_past_are_removed() throws IOException {
        String yesterday = "xferlog." + LocalDate.now(CLOCK).minusDays(1);
        Files.createFile(directory.resolve(yesterday));
        Files.createFile(directory.resolve("xferlog." + LocalDate.now(CLOCK).minusDays(9)));
        try (var log = open(directory.resolve("xferlog"), Rotation.DAILY, 1, 5)) {
            log.on(ended("/one"));
        }
        assertThat(names()).containsExactly("xferlog", yesterday);
    }

    @Test
    void a_file_that_cannot_be_written_is_refused_at_the_start() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> open(file.resolve("xferlog"), Rotation.DAILY, 1, 3))
                .withMessageContaining("log.xferlog");
    }
}
