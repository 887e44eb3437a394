package dev.berth.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One key of the configuration: the only place that knows its name, default, rule and meaning. Reading, the example
/// file's test, the names of environment variables and `--help` derive from it.
///
/// @param key the name, such as `node.revisionPoll`; sections are parted by dots
/// @param initial the default as it would be written in a file: text, number, boolean or a list of texts
/// @param rule what may be written
/// @param meaning one sentence or more for the operator
/// @param secret whether the value must never be shown, nor be given on a command line
/// @param <T> what a value becomes
public record Setting<T>(String key, Object initial, Rule<T> rule, String meaning, boolean secret) {

    /// A setting that may be shown.
    static <T> Setting<T> setting(String key, Object initial, Rule<T> rule, String meaning) {
        return new Setting<>(key, initial, rule, meaning, false);
    }

    /// A setting that must not be shown.
    static <T> Setting<T> secret(String key, Rule<T> rule, String meaning) {
        return new Setting<>(key, "", rule, meaning, true);
    }

    /// The environment variable that sets it, such as `BERTH_NODE_REVISION_POLL`.
    public String variable() {
        return "BERTH_"
                + key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// The default as it would be written in an environment variable.
    public String initialText() {
        return initial instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(initial);
    }

    /// The value that stands when nothing was written.
    T initialValue() {
        return rule.read(initial).orElseThrow(() -> new IllegalStateException(key + " has a bad default"));
    }

    /// Makes the value of what was written; empty if it breaks the rule.
    Optional<T> read(Object written) {
        return rule.read(written);
    }

    /// What is wrong with `written`. A password inside a URL is masked, too.
    Fault fault(Object written) {
        String text = String.valueOf(written);
        String shown = secret ? "***" : text.replaceAll("(?i)(password=)[^&;]*", "$1***");
        boolean quotesHelp = !(written instanceof String) && read(text).isPresent();
        return new Fault(key, shown, rule.words() + (quotesHelp ? "; write it in quotes" : ""));
    }

    /// What is wrong when two settings want the same ports.
    ///
    /// @param mine the ports of this one
    /// @param theirs the ports of the other
    Fault clash(T value, String mine, String theirs, Setting<?> other) {
        return new Fault(
                key, String.valueOf(value), "its ports " + mine + " must not meet " + theirs + " of " + other.key());
    }

    /// Refuses a value that breaks the rule.
    ///
    /// @throws ConfigurationInvalid naming key, value and rule
    void require(T value) {
        if (!rule.holds().test(value)) {
            throw new ConfigurationInvalid(List.of(fault(value)));
        }
    }
}
