package dev.berth.config;

import java.time.Duration;

/// `transfer.*`: data connections once they are there, and active ones.
///
/// @param idleTimeout `transfer.idleTimeout`, how long a data connection may stand still
/// @param activeConnectTimeout `transfer.activeConnectTimeout`, how long dialling a client's data port may take
public record TransferConfig(Duration idleTimeout, Duration activeConnectTimeout) {}
