package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.time.Duration;
import java.util.List;

/// `transfer.*`: data connections once they are there, and active ones.
///
/// @param idleTimeout `transfer.idleTimeout`, how long a data connection may stand still
/// @param activeConnectTimeout `transfer.activeConnectTimeout`, how long dialling a client's data port may take
public record TransferConfig(Duration idleTimeout, Duration activeConnectTimeout) {

    static final Setting<Duration> IDLE_TIMEOUT = setting(
            "transfer.idleTimeout",
            "120s",
            Rule.duration("10ms", "24h"),
            "How long a data connection may stand still before the transfer is ended.");

    static final Setting<Duration> ACTIVE_CONNECT_TIMEOUT = setting(
            "transfer.activeConnectTimeout",
            "10s",
            Rule.duration("10ms", "1h"),
            "How long dialling a client's data port (PORT, EPRT) may take.");

    static final List<Setting<?>> SETTINGS = List.of(IDLE_TIMEOUT, ACTIVE_CONNECT_TIMEOUT);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public TransferConfig {
        IDLE_TIMEOUT.require(idleTimeout);
        ACTIVE_CONNECT_TIMEOUT.require(activeConnectTimeout);
    }

    static TransferConfig read(Values values) {
        return new TransferConfig(values.get(IDLE_TIMEOUT), values.get(ACTIVE_CONNECT_TIMEOUT));
    }
}
