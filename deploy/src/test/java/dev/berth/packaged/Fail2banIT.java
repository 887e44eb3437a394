package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fail2ban filter of the distribution finds the refused logins in the log of a real server, and nobody can have
/// another address banned, or hide, by the choice of a user name.
@Tag("client")
@Tag("packaged")
class Fail2banIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String PROGRAM = "fail2ban-regex";

    /// Names that try to pass for the end of the line, to break the line, or not to be matched.
    private static final List<String> NAMES = List.of(
            "nobody",
            "x client=203.0.113.9 reason=wrong_credentials",
            "x\" client=203.0.113.9 reason=wrong_credentials",
            "x\\\" client=203.0.113.9 reason=wrong_credentials y=\"",
            "x\"},{\"client\":\"203.0.113.9\"},{\"reason\":\"wrong_credentials\"}],\"throwable\":null}",
            "b\u00f6se\u00a0\u3000\u2028\u2029\u0085\u202e",
            "x\u001b[2J\t{}");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void refused_logins_are_found_and_nothing_else(String format) throws Exception {
        Programs.require(List.of(PROGRAM));
        Path log = directory.resolve("berth.log");
        Start start = Start.demo(directory)
                .with("--set", "log.format=" + format, "--set", "session.loginDelay=1ms", "--set", "log.level=debug");
        try (var server = PackagedServer.serving(start)) {
            var north = server.printed().tenants().get("north");
            Ftp.as(north).disconnect();
            for (String name : NAMES) {
                refused(Ftp.at(north.port()), name);
            }
            server.signal("INT");
            server.ended(LIMIT);
            Files.write(log, server.log());
        }
        assertThat(addresses(log)).hasSameSizeAs(NAMES).containsOnly("127.0.0.1");
        assertThat(addresses(inTheJournal(log)))
                .as("as the journal has it")
                .hasSameSizeAs(NAMES)
                .containsOnly("127.0.0.1");
    }

    private static void refused(FTPClient client, String name) throws IOException {
        assertThat(client.login(name, "wrong")).as(name).isFalse();
        client.disconnect();
    }

    private Path inTheJournal(Path log) throws IOException {
        return Files.write(
                directory.resolve("journal"),
                Files.readAllLines(log).stream()
                        .map(line -> "2026-11-26T01:02:03.000000 ftp1 java[4711]: " + line)
                        .toList());
    }

    private List<String> addresses(Path log) {
        return Programs.run(
                        directory,
                        List.of(PROGRAM, "--out", "ip", log.toString(), Distribution.FAIL2BAN_FILTER.toString()))
                .orFail()
                .out()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
