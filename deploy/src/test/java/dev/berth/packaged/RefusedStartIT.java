package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.packaged.PackagedServer.Start;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that cannot start says why in one sentence, ends with a code of its own and leaves nothing behind.
@Tag("packaged")
class RefusedStartIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int UNAVAILABLE = 1;
    private static final int USAGE = 2;
    private static final int NO_JAVA = 69;
    private static final int CONFIGURATION = 78;

    @TempDir
    Path directory;

    /// Starts, and expects the end.
    ///
    /// @return the last line of what it said
    private String refused(Start start, int code) {
        try (var server = PackagedServer.begin(start)) {
            assertThat(server.ended(LIMIT)).as(server.everything()).isEqualTo(code);
            assertThat(server.output()).isEmpty();
            assertThat(server.complaints()).isEmpty();
            return server.log().getLast();
        }
    }

    @Test
    void a_control_port_is_taken() throws IOException {
        int first = FreePorts.block(203);
        try (var _ = new ServerSocket(first + 1, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(refused(Start.demo(directory, first), UNAVAILABLE))
                    .startsWith("Berth cannot start: ")
                    .contains("127.0.0.1", String.valueOf(first + 1))
                    .endsWith(".");
        }
    }

    @Test
    void the_port_of_the_admin_api_is_taken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(refused(Start.demo(directory).with("--set", "admin.port=" + other.getLocalPort()), UNAVAILABLE))
                    .startsWith("Berth cannot start: ")
                    .contains(String.valueOf(other.getLocalPort()), "admin.port");
        }
    }

    @Test
    void the_data_directory_is_a_file() throws IOException {
        Files.writeString(directory.resolve("data"), "");
        assertThat(refused(Start.demo(directory), UNAVAILABLE))
                .startsWith("The data directory " + directory.resolve("data") + " cannot be written: ");
    }

    @Test
    void the_data_directory_cannot_be_made() {
        assertThat(refused(Start.demo(directory).at("/proc/berth-data"), UNAVAILABLE))
                .startsWith("The data directory /proc/berth-data cannot be written: ");
    }

    @Test
    void the_data_directory_may_not_be_written() throws IOException {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may write everywhere");
        Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assertThat(refused(Start.demo(directory), UNAVAILABLE))
                .isEqualTo("The data directory " + directory.resolve("data") + " cannot be written: no permission for "
                        + directory.resolve("data/lock") + ".");
    }

    @Test
    void the_data_directory_is_held_by_another_server() {
        try (var _ = PackagedServer.serving(Start.demo(directory))) {
            assertThat(refused(Start.demo(directory), UNAVAILABLE))
                    .isEqualTo("The data directory " + directory.resolve("data")
                            + " is in use by another Berth; end that one, or choose another directory with --data.");
        }
    }

    @Test
    void the_database_cannot_be_reached() throws IOException {
        int port = FreePorts.block(1);
        assertThat(refused(
                        Start.demo(directory)
                                .with("--set", "database.url=jdbc:postgresql://127.0.0.1:" + port + "/berth"),
                        UNAVAILABLE))
                .startsWith("Berth cannot start: ")
                .contains("127.0.0.1:" + port);
    }

    /// The directories where systems keep their JVMs are covered in a mount namespace of the start script's own.
    @Test
    void the_only_java_is_too_old() throws IOException {
        Path old = Files.createDirectories(directory.resolve("jvm/jdk-17/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 3\n");
        assertThat(old.resolve("bin/java").toFile().setExecutable(true)).isTrue();
        List<String> namespace = List.of("unshare", "--mount", "--map-root-user");
        String cover =
                "for d in /usr/lib/jvm /opt /usr/java \"${HOME:-/nonexistent}/.sdkman\"; do if [ -d \"$d\" ]; then"
                        + " mount --bind \"$0\" \"$d\" || exit 99; fi; done; exec \"$@\"";
        Programs.Ended possible = Programs.run(
                directory,
                java.util.stream.Stream.concat(
                                namespace.stream(),
                                List.of(
                                        "sh",
                                        "-c",
                                        cover,
                                        directory.resolve("jvm").toString(),
                                        "true")
                                        .stream())
                        .toList());
        assumeTrue(possible.code() == 0, "this user may not make a mount namespace");
        Start start = Start.demo(directory)
                .withVariable("JAVA_HOME", old.toString())
                .withVariable("PATH", "/usr/sbin:/sbin:/bin")
                .under(
                        "unshare",
                        "--mount",
                        "--map-root-user",
                        "sh",
                        "-c",
                        cover,
                        directory.resolve("jvm").toString());
        assertThat(refused(start, NO_JAVA))
                .startsWith("Berth needs Java version 25 or later and found only Java 17.0.15 in ")
                .endsWith("; install one, or set JAVA_HOME to it.");
    }

    @Test
    void an_option_is_unknown() {
        assertThat(refused(Start.demo(directory).with("--prot", "2121"), USAGE))
                .contains("--prot")
                .endsWith("(see --help)");
    }

    @Test
    void settings_are_wrong_and_all_of_them_are_told() {
        Start start = Start.demo(directory)
                .with("--set", "session.mx=5", "--set", "log.level=loud")
                .withVariable("BERTH_STORAGE_THREADS", "none");
        try (var server = PackagedServer.begin(start)) {
            assertThat(server.ended(LIMIT)).isEqualTo(CONFIGURATION);
            assertThat(server.log())
                    .containsExactlyInAnyOrder(
                            "The configuration has 3 faults:",
                            "  session.mx = 5: there is no such setting; the nearest is session.max",
                            "  storage.threads = none: a whole number from 1 to 1024",
                            "  log.level = loud: error, warn, info or debug");
            assertThat(server.data()).doesNotExist();
        }
    }

    @Test
    void the_configuration_is_only_checked() throws IOException {
        Path file = Files.writeString(directory.resolve("berth.yaml"), "storage:\n  threads: 5\n");
        try (var server =
                PackagedServer.begin(Start.demo(directory).with("--check-config", "--config", file.toString()))) {
            assertThat(server.ended(LIMIT)).isZero();
            assertThat(server.output()).containsExactly("The configuration is valid.");
            assertThat(server.log()).isEmpty();
            assertThat(server.data()).doesNotExist();
        }
        Files.writeString(file, "storage:\n  threads: many\n");
        assertThat(refused(Start.demo(directory).with("--check-config", "--config", file.toString()), CONFIGURATION))
                .isEqualTo("  storage.threads = many: a whole number from 1 to 1024");
    }

    @Test
    void help_and_version_are_asked_for() {
        for (String option : List.of("--help", "--version")) {
            try (var server = PackagedServer.begin(Start.demo(directory).with(option))) {
                assertThat(server.ended(LIMIT)).isZero();
                assertThat(String.join("\n", server.output()))
                        .contains(option.equals("--help") ? "BERTH_SESSION_IDLE_TIMEOUT" : "Berth ");
                assertThat(server.log()).isEmpty();
            }
        }
    }
}
