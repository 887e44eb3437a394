package dev.berth.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every setting there is, in the order in which they are documented.
public final class Settings {

    private static final List<Setting<?>> ALL = Stream.of(
                    NodeConfig.SETTINGS,
                    DatabaseConfig.SETTINGS,
                    LoginConfig.SETTINGS,
                    SessionConfig.SETTINGS,
                    BanConfig.SETTINGS,
                    PassiveConfig.SETTINGS,
                    TransferConfig.SETTINGS,
                    TlsConfig.SETTINGS,
                    ProxyConfig.SETTINGS,
                    StorageConfig.SETTINGS,
                    CommandConfig.SETTINGS,
                    AdminConfig.SETTINGS,
                    AuditConfig.SETTINGS,
                    DemoConfig.SETTINGS,
                    LogConfig.SETTINGS,
                    TraceConfig.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private Settings() {}

    /// All settings.
    public static List<Setting<?>> all() {
        return ALL;
    }

    /// The setting of that key.
    public static Optional<Setting<?>> named(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /// The setting that an environment variable sets.
    public static Optional<Setting<?>> ofVariable(String variable) {
        return ALL.stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    /// The key most like `key`, for suggestions.
    public static String nearest(String key) {
        return nearest(key, ALL.stream().map(Setting::key));
    }

    /// The environment variable most like `variable`, for suggestions.
    public static String nearestVariable(String variable) {
        return nearest(variable, ALL.stream().map(Setting::variable));
    }

    /// All defaults in their sections, as a source below all others.
    ///
    /// @param machine what some defaults depend on
    public static JsonObject defaults(Machine machine) {
        JsonObject defaults = new JsonObject();
        for (Setting<?> setting : ALL) {
            put(
                    defaults,
                    setting.key(),
                    setting.initial() instanceof List<?> list ? new JsonArray(list) : setting.initial());
        }
        if (!machine.ipv6()) {
            put(defaults, NodeConfig.BIND.key(), ipv4(NodeConfig.BIND.initialValue()));
        }
        return defaults;
    }

    private static JsonArray ipv4(List<String> addresses) {
        return new JsonArray(
                addresses.stream().filter(address -> !Rule.isIpv6(address)).toList());
    }

    /// Puts a value into the sections that its key names.
    ///
    /// @param key parted by dots; a part that is no section so far is replaced by one
    public static void put(JsonObject sections, String key, Object value) {
        JsonObject section = sections;
        String rest = key;
        for (int dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.')) {
            String name = rest.substring(0, dot);
            if (!(section.getValue(name) instanceof JsonObject)) {
                section.put(name, new JsonObject());
            }
            section = section.getJsonObject(name);
            rest = rest.substring(dot + 1);
        }
        section.put(rest, value);
    }

    /// Whether there are settings below `key`.
    static boolean isSection(String key) {
        return ALL.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
    }

    /// The keys below `section`, parted by commas.
    static String in(String section) {
        return ALL.stream()
                .map(Setting::key)
                .filter(key -> key.startsWith(section + "."))
                .collect(Collectors.joining(", "));
    }

    private static String nearest(String text, Stream<String> names) {
        return names.min(Comparator.comparingInt(name -> distance(text, name))).orElseThrow();
    }

    /// How many letters must be put in, taken out or changed (Levenshtein); case does not count.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = same(a.charAt(i - 1), b.charAt(j - 1)) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
