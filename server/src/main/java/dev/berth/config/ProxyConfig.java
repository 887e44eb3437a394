package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.time.Duration;
import java.util.List;

/// `proxy.*`: the load balancers in front of this node, for listeners with `proxy: required`.
///
/// @param trusted `proxy.trusted`, the networks whose PROXY headers are believed
/// @param headerTimeout `proxy.headerTimeout`, how long a header may take
public record ProxyConfig(List<String> trusted, Duration headerTimeout) {

    static final Setting<List<String>> TRUSTED = setting(
            "proxy.trusted",
            List.of(),
            Rule.networks(),
            "The networks of the load balancers whose PROXY headers are believed. A listener with proxy: required is not"
                    + " opened while this is empty, and closes every connection from elsewhere.");

    static final Setting<Duration> HEADER_TIMEOUT = setting(
            "proxy.headerTimeout",
            "5s",
            Rule.duration("10ms", "1m"),
            "How long the PROXY header of a new connection may take.");

    static final List<Setting<?>> SETTINGS = List.of(TRUSTED, HEADER_TIMEOUT);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public ProxyConfig {
        trusted = List.copyOf(trusted);
        TRUSTED.require(trusted);
        HEADER_TIMEOUT.require(headerTimeout);
    }

    static ProxyConfig read(Values values) {
        return new ProxyConfig(values.get(TRUSTED), values.get(HEADER_TIMEOUT));
    }
}
