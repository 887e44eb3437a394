package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.time.Duration;
import java.util.List;

/// `session.*`: one client from greeting to close.
///
/// @param greeting `session.greeting`, the text of the 220
/// @param loginTimeout `session.loginTimeout`, how long a client may take to log in
/// @param idleTimeout `session.idleTimeout`, how long it may be silent; the clock stands while a transfer runs
/// @param loginAttempts `session.loginAttempts`, how many wrong passwords before the session is closed
/// @param loginDelay `session.loginDelay`, how long the answer to a wrong password waits
/// @param max `session.max`, how many sessions the node serves at once
/// @param limitWait `session.limitWait`, how long a login waits when a limit is reached
/// @param staleAfter `session.staleAfter`, after how long a silent session gives way to a new one of its account
public record SessionConfig(
        String greeting,
        Duration loginTimeout,
        Duration idleTimeout,
        int loginAttempts,
        Duration loginDelay,
        int max,
        Duration limitWait,
        Duration staleAfter) {

    static final Setting<String> GREETING = setting(
            "session.greeting",
            "Berth ready",
            Rule.text(
                    "1 to 200 characters, none of them a control character",
                    text -> !text.isBlank() && text.length() <= 200),
            "The text of the greeting, 220.");

    static final Setting<Duration> LOGIN_TIMEOUT = setting(
            "session.loginTimeout", "60s", Rule.duration("10ms", "1h"), "How long a client may take to log in.");

    static final Setting<Duration> IDLE_TIMEOUT = setting(
            "session.idleTimeout",
            "300s",
            Rule.duration("10ms", "24h"),
            "How long a client may be silent; the clock stands while a transfer runs.");

    static final Setting<Integer> LOGIN_ATTEMPTS = setting(
            "session.loginAttempts",
            3,
            Rule.whole(1, 100),
            "How many wrong passwords a session may send before it is closed.");

    static final Setting<Duration> LOGIN_DELAY = setting(
            "session.loginDelay", "1s", Rule.duration("0ms", "1m"), "How long the answer to a wrong password waits.");

    static final Setting<Integer> MAX = setting(
            "session.max", 20_000, Rule.whole(1, 1_000_000), "How many sessions the node serves at the same time.");

    static final Setting<Duration> LIMIT_WAIT = setting(
            "session.limitWait",
            "5s",
            Rule.duration("0ms", "30s"),
            "How long a login waits when a limit of its tenant or account is reached, before it is refused.");

    static final Setting<Duration> STALE_AFTER = setting(
            "session.staleAfter",
            "60s",
            Rule.duration("10ms", "24h"),
            "When a limit of sessions is reached, those of the same account that were silent for so long are ended.");

    static final List<Setting<?>> SETTINGS =
            List.of(GREETING, LOGIN_TIMEOUT, IDLE_TIMEOUT, LOGIN_ATTEMPTS, LOGIN_DELAY, MAX, LIMIT_WAIT, STALE_AFTER);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public SessionConfig {
        GREETING.require(greeting);
        LOGIN_TIMEOUT.require(loginTimeout);
        IDLE_TIMEOUT.require(idleTimeout);
        LOGIN_ATTEMPTS.require(loginAttempts);
        LOGIN_DELAY.require(loginDelay);
        MAX.require(max);
        LIMIT_WAIT.require(limitWait);
        STALE_AFTER.require(staleAfter);
    }

    static SessionConfig read(Values values) {
        return new SessionConfig(
                values.get(GREETING),
                values.get(LOGIN_TIMEOUT),
                values.get(IDLE_TIMEOUT),
                values.get(LOGIN_ATTEMPTS),
                values.get(LOGIN_DELAY),
                values.get(MAX),
                values.get(LIMIT_WAIT),
                values.get(STALE_AFTER));
    }
}
