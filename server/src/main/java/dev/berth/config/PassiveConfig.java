package dev.berth.config;

import java.time.Duration;

/// `passive.*`: passive data connections.
///
/// @param connectTimeout `passive.connectTimeout`, how long an announced port waits for the client
/// @param waitTimeout `passive.waitTimeout`, how long a PASV is held back when all ports wait for this client
/// @param maxWaiters `passive.maxWaiters`, how many may be held back per client address
/// @param quarantine `passive.quarantine`, how long an expired port is not announced to the same address again
/// @param backlog `passive.backlog`, of the listening sockets
public record PassiveConfig(
        Duration connectTimeout, Duration waitTimeout, int maxWaiters, Duration quarantine, int backlog) {}
