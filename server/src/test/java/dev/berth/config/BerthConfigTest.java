package dev.berth.config;

import static dev.berth.config.WrittenConfig.MACHINE;
import static dev.berth.config.WrittenConfig.faultOf;
import static dev.berth.config.WrittenConfig.read;
import static dev.berth.config.WrittenConfig.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BerthConfigTest {

    @Test
    void nothing_written_gives_the_defaults() {
        Path here = Path.of("").toAbsolutePath();
        assertThat(read("{}"))
                .isEqualTo(new BerthConfig(
                        new NodeConfig(
                                "ftp1",
                                here.resolve("berth-data"),
                                List.of("127.0.0.1", "::1"),
                                Duration.ofSeconds(2),
                                0,
                                List.of()),
                        new DatabaseConfig(Optional.empty(), "berth", "", 8),
                        new LoginConfig(0, 256, 10_000, Duration.ofMinutes(5), 19_456, 2, 1, 8, false),
                        new SessionConfig(
                                "Berth ready",
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(300),
                                3,
                                Duration.ofSeconds(1),
                                20_000,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(60)),
                        new BanConfig(
                                true,
                                Duration.ofMinutes(10),
                                20,
                                100,
                                60,
                                300,
                                Duration.ofMinutes(15),
                                Duration.ofHours(24),
                                List.of(),
                                3,
                                Duration.ofSeconds(8),
                                65_536),
                        new PassiveConfig(
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(5),
                                2048,
                                4096,
                                4096,
                                Duration.ofSeconds(30),
                                1024,
                                Optional.empty()),
                        new TransferConfig(Duration.ofSeconds(120), Duration.ofSeconds(10)),
                        new TlsConfig(
                                TlsConfig.Engine.AUTO,
                                TlsConfig.Policy.INTERMEDIATE,
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                1000,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(1),
                                1024,
                                128),
                        new ProxyConfig(List.of(), Duration.ofSeconds(5)),
                        new StorageConfig(
                                here.resolve("berth-data/storage"),
                                StorageConfig.Durability.FSYNC,
                                StorageConfig.Partial.KEEP,
                                16,
                                0644,
                                0755),
                        new CommandConfig(2, 65_536, true, false, false, 200),
                        new AdminConfig("127.0.0.1", 8421),
                        new AuditConfig(90, 50_000),
                        new DemoConfig(true, 2121, 30_000),
                        new LogConfig(LogConfig.Format.TEXT, "info"),
                        new TraceConfig(Optional.empty(), 100)));
    }

    @Test
    void the_defaults_as_a_source_say_the_same() {
        assertThat(BerthConfig.read(Settings.defaults(MACHINE), MACHINE, List.of()))
                .isEqualTo(read("{}"));
    }

    @Test
    void a_host_without_ipv6_has_no_ipv6_default() {
        Machine old = new Machine("ftp1", false);
        assertThat(BerthConfig.read(Settings.defaults(old), old, List.of())
                        .node()
                        .bind())
                .containsExactly("127.0.0.1");
    }

    @Test
    void a_host_without_ipv6_keeps_what_was_written() {
        Machine old = new Machine("ftp1", false);
        JsonObject merged = Settings.defaults(old);
        Settings.put(merged, "node.bind", new JsonArray().add("::1"));
        assertThat(BerthConfig.read(merged, old, List.of()).node().bind()).containsExactly("::1");
    }

    @Test
    void a_host_name_that_cannot_be_a_node_id_is_not_taken() {
        assertThat(BerthConfig.read(new JsonObject(), new Machine("-", true), List.of())
                        .node()
                        .id())
                .isEqualTo("berth-1");
    }

    @ParameterizedTest
    @CsvSource({"300ms,300", "20s,20000", "5m,300000", "1h,3600000"})
    void durations_have_units(String text, long millis) {
        assertThat(with("passive.connectTimeout", text).passive().connectTimeout())
                .hasMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "20 s", "-1s", "1d", "s", "1.5s", "25h", "0s", "99999999999s"})
    void other_durations_are_refused(String text) {
        assertThat(faultOf("transfer.idleTimeout", text)).startsWith("transfer.idleTimeout = " + text + ": a duration");
    }

    @Test
    void numbers_and_flags_may_be_text_as_they_are_in_the_environment() {
        assertThat(with("session.max", " 7 ").session().max()).isEqualTo(7);
        assertThat(with("demo.enabled", "false").demo().enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1,", "", "127.1", "256.0.0.1", "[::1]", "::1,0:0:0:0:0:0:0:1", "1"})
    void addresses_are_different_literals(String text) {
        assertThat(faultOf("node.bind", text)).contains("no names");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.256",
                "203.0.113",
                "auto",
                "::1",
                "ftp..example.net",
                "-ftp.example.net",
                "1.2.3.4.",
                "ftp.example.net:21"
            })
    void the_address_outside_is_an_ipv4_address_or_a_name(String text) {
        assertThat(faultOf("passive.externalAddress", text)).contains("an IPv4 address or a DNS name");
        assertThat(with("passive.externalAddress", "203.0.113.5").passive().externalAddress())
                .contains("203.0.113.5");
        assertThat(with("passive.externalAddress", "ftp.example.net").passive().externalAddress())
                .contains("ftp.example.net");
        assertThat(with("passive.externalAddress", "").passive().externalAddress())
                .isEmpty();
    }

    @Test
    void all_addresses_of_both_families_are_one_socket() {
        assertThat(with("node.bind", "0.0.0.0, ::").node().bind()).containsExactly("::");
        assertThat(with("node.bind", "0.0.0.0").node().bind()).containsExactly("0.0.0.0");
    }

    @Test
    void addresses_are_a_list_or_parted_by_commas() {
        assertThat(with("node.bind", new JsonArray().add("192.0.2.1").add("::"))
                        .node()
                        .bind())
                .isEqualTo(with("node.bind", "192.0.2.1, ::").node().bind())
                .containsExactly("192.0.2.1", "::");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "localhost", "::"})
    void the_admin_api_stays_on_loopback(String text) {
        assertThat(faultOf("admin.bind", text)).contains("a loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0999", "644644", "0444", "rw", "1777"})
    void modes_are_octal_and_let_the_owner_in(String text) {
        assertThat(faultOf("storage.fileMode", text)).contains("octal");
    }
}
