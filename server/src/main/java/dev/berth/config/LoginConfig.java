package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.time.Duration;
import java.util.List;

/// `login.*`: how passwords are verified and hashed.
///
/// @param verifiers `login.verifiers`, how many verifications run at once; 0 is one per core
/// @param queue `login.queue`, how many may wait; more are answered 421
/// @param cacheSize `login.cache.size`, how many logins that were right are remembered; 0 is none
/// @param cacheLifetime `login.cache.lifetime`, for how long
/// @param memoryKib `login.argon2.memoryKib`, the memory of one argon2id hash in KiB
/// @param iterations `login.argon2.iterations`
/// @param parallelism `login.argon2.parallelism`
/// @param shortestPassword `login.password.shortest`, how short a password may be that its user chooses
/// @param commonPasswords `login.password.common`, whether it may be one of the most common ones
public record LoginConfig(
        int verifiers,
        int queue,
        int cacheSize,
        Duration cacheLifetime,
        int memoryKib,
        int iterations,
        int parallelism,
        int shortestPassword,
        boolean commonPasswords) {

    static final Setting<Integer> VERIFIERS = setting(
            "login.verifiers",
            0,
            Rule.whole(0, 256),
            "How many passwords are verified at the same time; 0 is one per processor core.");

    static final Setting<Integer> QUEUE = setting(
            "login.queue",
            256,
            Rule.whole(1, 100_000),
            "How many logins may wait to be verified; those beyond are answered 421.");

    static final Setting<Integer> CACHE_SIZE = setting(
            "login.cache.size",
            10_000,
            Rule.whole(0, 1_000_000),
            "How many logins that were right are remembered, in memory and under a keyed digest, so that a client that "
                    + "logs in at every request does not pay for a password hash each time; 0 remembers none. A change "
                    + "of the account ends it at once.");

    static final Setting<Duration> CACHE_LIFETIME =
            setting("login.cache.lifetime", "5m", Rule.duration("0s", "1h"), "For how long a login is remembered.");

    static final Setting<Integer> MEMORY_KIB = setting(
            "login.argon2.memoryKib",
            19_456,
            Rule.whole(1024, 4_194_304),
            "The memory, in KiB, of one argon2id hash of a new password. Each verifier keeps that much.");

    static final Setting<Integer> ITERATIONS = setting(
            "login.argon2.iterations", 2, Rule.whole(1, 100), "The iterations of an argon2id hash of a new password.");

    static final Setting<Integer> PARALLELISM = setting(
            "login.argon2.parallelism", 1, Rule.whole(1, 64), "The lanes of an argon2id hash of a new password.");

    static final Setting<Integer> SHORTEST_PASSWORD = setting(
            "login.password.shortest",
            8,
            Rule.whole(1, 128),
            "How many characters a password has at least that its user chooses (SITE PSWD).");

    static final Setting<Boolean> COMMON_PASSWORDS = setting(
            "login.password.common", false, Rule.flag(), "Whether users may choose one of the most common passwords.");

    static final List<Setting<?>> SETTINGS = List.of(
            VERIFIERS,
            QUEUE,
            CACHE_SIZE,
            CACHE_LIFETIME,
            MEMORY_KIB,
            ITERATIONS,
            PARALLELISM,
            SHORTEST_PASSWORD,
            COMMON_PASSWORDS);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public LoginConfig {
        VERIFIERS.require(verifiers);
        QUEUE.require(queue);
        CACHE_SIZE.require(cacheSize);
        CACHE_LIFETIME.require(cacheLifetime);
        MEMORY_KIB.require(memoryKib);
        ITERATIONS.require(iterations);
        PARALLELISM.require(parallelism);
        SHORTEST_PASSWORD.require(shortestPassword);
    }

    static LoginConfig read(Values values) {
        return new LoginConfig(
                values.get(VERIFIERS),
                values.get(QUEUE),
                values.get(CACHE_SIZE),
                values.get(CACHE_LIFETIME),
                values.get(MEMORY_KIB),
                values.get(ITERATIONS),
                values.get(PARALLELISM),
                values.get(SHORTEST_PASSWORD),
                values.get(COMMON_PASSWORDS));
    }
}
