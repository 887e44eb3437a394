package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// `trace.*`: traces for an OpenTelemetry collector.
///
/// @param endpoint `trace.endpoint`, where spans are sent; empty for no traces
/// @param percent `trace.percent`, how many of a hundred are sent
public record TraceConfig(Optional<String> endpoint, int percent) {

    static final Setting<Optional<String>> ENDPOINT = setting(
            "trace.endpoint",
            "",
            Rule.optional(
                    Rule.text(
                            "the URL of an OTLP receiver over HTTP, such as http://127.0.0.1:4318/v1/traces",
                            TraceConfig::isReceiver),
                    "no traces"),
            "Where spans of logins, transfers and calls of the admin API are sent, for OpenTelemetry.");

    static final Setting<Integer> PERCENT = setting(
            "trace.percent", 100, Rule.whole(1, 100), "How many of a hundred logins, transfers and calls are traced.");

    static final List<Setting<?>> SETTINGS = List.of(ENDPOINT, PERCENT);

    /// No traces.
    public static final TraceConfig OFF = new TraceConfig(Optional.empty(), PERCENT.initialValue());

    /// @throws ConfigurationInvalid if a value breaks its rule
    public TraceConfig {
        ENDPOINT.require(endpoint);
        PERCENT.require(percent);
    }

    static TraceConfig read(Values values) {
        return new TraceConfig(values.get(ENDPOINT), values.get(PERCENT));
    }

    private static boolean isReceiver(String text) {
        try {
            URI uri = URI.create(text);
            return text.matches("https?://\\S+") && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
