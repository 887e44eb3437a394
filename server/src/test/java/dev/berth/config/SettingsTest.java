package dev.berth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "node.data,BERTH_NODE_DATA",
        "node.revisionPoll,BERTH_NODE_REVISION_POLL",
        "login.argon2.memoryKib,BERTH_LOGIN_ARGON2_MEMORY_KIB",
        "storage.fileMode,BERTH_STORAGE_FILE_MODE"
    })
    void variables_are_made_of_keys(String key, String variable) {
        assertThat(Settings.named(key).orElseThrow().variable()).isEqualTo(variable);
        assertThat(Settings.ofVariable(variable).orElseThrow().key()).isEqualTo(key);
    }

    @Test
    void keys_and_variables_are_unique() {
        assertThat(Settings.all()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Settings.all()).extracting(Setting::variable).doesNotHaveDuplicates();
    }

    @Test
    void each_default_keeps_its_rule_as_it_is_and_as_text() {
        for (Setting<?> setting : Settings.all()) {
            assertThat(setting.read(setting.initial())).as(setting.key()).isPresent();
            assertThat(setting.read(setting.initialText()))
                    .as(setting.key())
                    .isEqualTo(setting.read(setting.initial()));
        }
    }

    @Test
    void each_meaning_is_a_sentence() {
        assertThat(Settings.all()).extracting(Setting::meaning).allMatch(meaning -> meaning.endsWith("."));
    }

    /// Only `database.passwordFile` and `database.ownerPasswordFile` have no component of their own: they become
    /// passwords.
    @Test
    void each_component_of_each_record_has_its_setting() {
        long components = Arrays.stream(BerthConfig.class.getRecordComponents())
                .map(RecordComponent::getType)
                .flatMap(section -> Stream.of(section.getRecordComponents()))
                .count();
        assertThat(Settings.all()).hasSize((int) components + 2);
    }

    @ParameterizedTest
    @CsvSource({
        "session.mx,session.max",
        "Session.Max,session.max",
        "sesion.idletimeout,session.idleTimeout",
        "pasive.conectTimeout,passive.connectTimeout",
        "node.dta,node.data"
    })
    void the_nearest_key_is_the_one_with_the_fewest_letters_changed(String wrong, String nearest) {
        assertThat(Settings.nearest(wrong)).isEqualTo(nearest);
    }

    @Test
    void sections_know_their_settings() {
        assertThat(Settings.isSection("login.argon2")).isTrue();
        assertThat(Settings.isSection("login.arg")).isFalse();
        assertThat(List.of(Settings.in("demo").split(", ")))
                .containsExactly("demo.enabled", "demo.port", "demo.passivePort");
    }
}
