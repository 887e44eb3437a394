package dev.berth.config;

import java.util.regex.Pattern;

/// One thing that is wrong with the configuration.
///
/// @param key which setting, such as `session.max`
/// @param value what was written; `***` where it is a secret
/// @param rule what should have been written, in words
public record Fault(String key, String value, String rule) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /// One line, whatever was written.
    @Override
    public String toString() {
        return key + " = " + (value.isEmpty() ? "(empty)" : escaped()) + ": " + rule;
    }

    private String escaped() {
        return CONTROL.matcher(value)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
