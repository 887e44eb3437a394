package dev.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.config.Setting;
import dev.berth.config.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// `berth.yaml` documents every setting with its meaning, its rule and its default, in the order of [Settings].
class BerthYamlTest {

    private static final Path FILE = Path.of("src/main/dist/berth.yaml");
    private static final Machine MACHINE = new Machine("ftp1", true);

    /// A section or a setting; a setting is switched off by a `#` right before it.
    private static final Pattern KEY = Pattern.compile("( *)(#?)(\\w+):(.*)");

    private static final Pattern COMMENT = Pattern.compile(" *# (.*)");

    /// One setting as the file has it.
    ///
    /// @param text the comment above it, on one line
    /// @param value what YAML makes of its default
    private record Documented(String text, Object value) {}

    private final Map<String, Documented> documented = read();

    @Test
    void every_setting_stands_in_it_once_and_in_order() {
        assertThat(documented.keySet())
                .containsExactlyElementsOf(
                        Settings.all().stream().map(Setting::key).toList());
    }

    @TestFactory
    Stream<DynamicTest> each_stands_with_its_default_its_meaning_and_its_rule() {
        return Settings.all().stream()
                .map(setting -> DynamicTest.dynamicTest(setting.key(), () -> {
                    Documented entry =
                            Optional.ofNullable(documented.get(setting.key())).orElseThrow();
                    assertThat(entry.value()).isEqualTo(setting.initial());
                    assertThat(entry.text())
                            .isEqualTo(setting.meaning() + " Rule: "
                                    + setting.rule().words() + ".");
                }));
    }

    @Test
    void as_it_is_delivered_it_changes_nothing() {
        var sources = new Sources(Optional.of(FILE), Map.of(), Map.of());
        assertThat(ConfigFile.read(sources, MACHINE)).isEqualTo(BerthConfig.read(new JsonObject(), MACHINE, List.of()));
    }

    @Test
    void with_all_settings_switched_on_it_says_the_defaults(@TempDir Path directory) throws IOException {
        Path all = Files.writeString(
                directory.resolve("all.yaml"),
                lines().map(BerthYamlTest::switchedOn).collect(Collectors.joining("\n")));
        var sources = new Sources(Optional.of(all), Map.of(), Map.of());
        assertThat(ConfigFile.read(sources, MACHINE)).isEqualTo(BerthConfig.read(new JsonObject(), MACHINE, List.of()));
    }

    private static String switchedOn(String line) {
        Matcher key = KEY.matcher(line);
        return key.matches() ? key.group(1) + key.group(3) + ":" + key.group(4) : line;
    }

    private static Map<String, Documented> read() {
        Map<String, Documented> found = new LinkedHashMap<>();
        Deque<String> sections = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        lines().forEach(line -> {
            Matcher key = KEY.matcher(line);
            Matcher text = COMMENT.matcher(line);
            if (key.matches()) {
                while (sections.size() > key.group(1).length() / 2) {
                    sections.removeLast();
                }
                sections.addLast(key.group(3));
                if (!key.group(2).isEmpty()) {
                    String name = String.join(".", sections);
                    assertThat(found).as("documented twice").doesNotContainKey(name);
                    found.put(name, new Documented(String.join(" ", comment), new Yaml().load(key.group(4))));
                }
                comment.clear();
            } else if (text.matches()) {
                comment.add(text.group(1).strip());
            } else {
                comment.clear();
            }
        });
        return found;
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(FILE).stream();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + FILE.toAbsolutePath(), e);
        }
    }
}
