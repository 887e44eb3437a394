package dev.berth.config;

import java.util.regex.Pattern;

/// One thing that is wrong with the configuration.
///
/// @param key which setting, such as `session.max`
/// @param value what was written; `***` where it is a secret
/// @param rule what should have been written, in words
public record Fault(String key, String value, String rule) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    /// One line, whatever was written.
    @Override
    public String toString() {
        return escaped(key) + " = " + (value.isEmpty() ? "(empty)" : escaped(value)) + ": " + rule;
    }

    private static String escaped(String text) {
        return CONTROL.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
