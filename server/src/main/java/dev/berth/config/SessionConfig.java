package dev.berth.config;

import java.time.Duration;

/// `session.*`: one client from greeting to close.
///
/// @param greeting `session.greeting`, the text of the 220
/// @param loginTimeout `session.loginTimeout`, how long a client may take to log in
/// @param idleTimeout `session.idleTimeout`, how long it may be silent; the clock stands while a transfer runs
/// @param loginAttempts `session.loginAttempts`, how many wrong passwords before the session is closed
/// @param loginDelay `session.loginDelay`, how long the answer to a wrong password waits
/// @param max `session.max`, how many sessions the node serves at once
public record SessionConfig(
        String greeting,
        Duration loginTimeout,
        Duration idleTimeout,
        int loginAttempts,
        Duration loginDelay,
        int max) {}
