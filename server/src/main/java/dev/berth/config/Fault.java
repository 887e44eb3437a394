package dev.berth.config;

/// One thing that is wrong with the configuration.
///
/// @param key which setting, such as `session.max`
/// @param value what was written; `***` where it is a secret
/// @param rule what should have been written, in words
public record Fault(String key, String value, String rule) {

    @Override
    public String toString() {
        return key + " = " + (value.isEmpty() ? "(empty)" : value) + ": " + rule;
    }
}
