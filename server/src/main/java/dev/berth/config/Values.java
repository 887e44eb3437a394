package dev.berth.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was written, by key, and what was found wrong with it so far. A value that breaks its rule is noted and its
/// default taken instead, so that one reading finds every fault.
final class Values {

    private final Map<String, Object> written = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /// @param merged sections with keys, as all sources together gave them
    Values(JsonObject merged) {
        take("", merged);
        written.keySet().stream().filter(key -> Settings.named(key).isEmpty()).forEach(this::unknown);
    }

    private void take(String section, JsonObject content) {
        for (String name : content.fieldNames()) {
            String key = section + name;
            Object value = content.getValue(name);
            if (name.indexOf('.') >= 0) {
                faults.add(new Fault(key, shown(key, value), "write it as sections: " + name.replace(".", ": ")));
            } else if (value instanceof JsonObject inner) {
                take(key + ".", inner);
            } else if (value != null || !Settings.isSection(key)) {
                written.put(key, value == null ? "" : value);
            }
        }
    }

    private void unknown(String key) {
        faults.add(new Fault(
                key,
                shown(key, written.get(key)),
                Settings.isSection(key)
                        ? "this is a section; its settings are " + Settings.in(key)
                        : "there is no such setting; the nearest is " + Settings.nearest(key)));
    }

    /// A misspelt secret is one still.
    private static String shown(String key, @Nullable Object value) {
        boolean secret =
                Settings.named(Settings.nearest(key)).filter(Setting::secret).isPresent();
        return secret ? "***" : String.valueOf(value);
    }

    /// The value of a setting; its default if nothing, or nothing allowed, was written.
    <T> T get(Setting<T> setting) {
        Object text = written.get(setting.key());
        if (text == null) {
            return setting.initialValue();
        }
        Optional<T> value = setting.read(text);
        if (value.isEmpty()) {
            faults.add(setting.fault(text));
        }
        return value.orElseGet(setting::initialValue);
    }

    /// Notes faults that a single rule cannot see.
    void add(List<Fault> found) {
        faults.addAll(found);
    }

    /// @throws ConfigurationInvalid with all faults noted so far, if there are any
    void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new ConfigurationInvalid(faults);
        }
    }
}
