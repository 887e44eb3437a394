package dev.berth.config;

import static dev.berth.config.WrittenConfig.MACHINE;
import static dev.berth.config.WrittenConfig.faultOf;
import static dev.berth.config.WrittenConfig.faultsOf;
import static dev.berth.config.WrittenConfig.read;
import static dev.berth.config.WrittenConfig.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is told of a configuration that breaks a rule.
class ConfigFaultsTest {

    @Test
    void all_faults_are_told_at_once() {
        assertThat(faultsOf("""
                {"session": {"max": 0, "idleTimout": "5m"}, "log": {"level": "loud"}, "nodes": {"id": "a"},
                 "transfer": {"idleTimeout": "120"}, "storage": {"fileMode": 420}}
                """))
                .containsExactly(
                        "session.idleTimout = 5m: there is no such setting; the nearest is session.idleTimeout",
                        "nodes.id = a: there is no such setting; the nearest is node.id",
                        "session.max = 0: a whole number from 1 to 1000000",
                        "transfer.idleTimeout = 120: a duration from 10ms to 24h, written like 300ms, 20s, 5m or 1h",
                        "storage.fileMode = 420: permission bits of four octal digits in quotes, from \"0600\" to \"0777\"",
                        "log.level = loud: error, warn, info or debug");
    }

    @Test
    void what_the_sources_found_is_told_with_the_rest() {
        Fault earlier = new Fault("BERTH_X", "1", "rule");
        ConfigurationInvalid refused = catchThrowableOfType(
                ConfigurationInvalid.class,
                () -> BerthConfig.read(new JsonObject("{\"session\": {\"max\": 0}}"), MACHINE, List.of(earlier)));
        assertThat(refused.faults()).extracting(Fault::key).containsExactly("BERTH_X", "session.max");
    }

    @Test
    void secrets_are_never_shown() {
        assertThat(faultOf("database.password", "geheim\n")).startsWith("database.password = ***: ");
        assertThat(faultOf("database.url", "jdbc:postgresql://db.example.net/b?password=geheim&ssl=true"))
                .startsWith("database.url = jdbc:postgresql://db.example.net/b?password=***&ssl=true: ");
        assertThat(with("database.password", "geheim").toString()).doesNotContain("geheim");
        assertThat(faultOf("database.pasword", "geheim"))
                .startsWith("database.pasword = ***: there is no such setting");
    }

    @Test
    void a_fault_is_one_line() {
        assertThat(faultOf("session.greeting", "a\nb\u001b[2J"))
                .startsWith("session.greeting = a\\u000ab\\u001b[2J: 1 to 200 characters");
    }

    @Test
    void text_that_yaml_takes_for_a_number_wants_quotes() {
        assertThat(faultOf("node.id", 7)).startsWith("node.id = 7: ").endsWith("; write it in quotes");
        assertThat(faultOf("database.password", 123))
                .startsWith("database.password = ***: ")
                .endsWith("in quotes");
    }

    @Test
    void a_section_with_nothing_in_it_is_no_fault() {
        assertThat(read("{\"session\": null}")).isEqualTo(read("{}"));
    }

    @Test
    void a_setting_with_nothing_behind_it_is_a_fault() {
        assertThat(faultsOf("{\"session\": {\"max\": null}}"))
                .containsExactly("session.max = (empty): a whole number from 1 to 1000000");
    }

    @Test
    void a_section_is_not_a_setting() {
        assertThat(faultsOf("{\"transfer\": 5}"))
                .containsExactly(
                        "transfer = 5: this is a section; its settings are transfer.idleTimeout, transfer.activeConnectTimeout");
    }

    @Test
    void a_dotted_key_is_told_to_be_a_section() {
        assertThat(faultsOf("{\"session.max\": 5}"))
                .containsExactly("session.max = 5: write it as sections: session: max");
    }

    @Test
    void ports_of_the_demo_do_not_meet() {
        assertThat(faultOf("demo.passivePort", 2122))
                .isEqualTo("demo.passivePort = 2122: its ports 2122-2321 must not meet 2121-2123 of demo.port");
        assertThat(faultOf("admin.port", 2123))
                .isEqualTo("demo.port = 2121: its ports 2121-2123 must not meet 2123 of admin.port");
        assertThat(faultOf("admin.port", 30_199))
                .isEqualTo("demo.passivePort = 30000: its ports 30000-30199 must not meet 30199 of admin.port");
        assertThat(faultOf("admin.healthPort", 2122))
                .isEqualTo("demo.port = 2121: its ports 2121-2123 must not meet 2122 of admin.healthPort");
        assertThat(faultOf("admin.healthPort", 30_001))
                .isEqualTo("demo.passivePort = 30000: its ports 30000-30199 must not meet 30001 of admin.healthPort");
        assertThat(faultOf("demo.passivePort", 65_337)).contains("a whole number from 1024 to 65336");
    }

    @Test
    void the_health_listener_does_not_take_the_port_of_the_api() {
        assertThat(faultOf("admin.healthPort", 8421))
                .isEqualTo("admin.healthPort = 8421: is that of admin.port, too, and 127.0.0.1 meets 127.0.0.1");
        for (String bind : List.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0")) {
            assertThat(faultsOf("{\"admin\": {\"healthPort\": 8421, \"healthBind\": \"" + bind + "\"}}"))
                    .containsExactly(
                            "admin.healthPort = 8421: is that of admin.port, too, and " + bind + " meets 127.0.0.1");
        }
        assertThat(read("{\"admin\": {\"healthPort\": 8421, \"healthBind\": \"192.0.2.7\"}}")
                        .admin()
                        .healthPort())
                .contains(8421);
        assertThat(read("{\"admin\": {\"port\": 0, \"healthPort\": 0}}").admin().healthPort())
                .contains(0);
    }

    @Test
    void records_refuse_what_no_source_could_give() {
        assertThat(catchThrowableOfType(ConfigurationInvalid.class, () -> new AdminConfig("127.0.0.1", -1)))
                .hasMessage("admin.port = -1: a whole number from 0 to 65535");
    }
}
