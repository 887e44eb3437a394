package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.util.List;

/// `login.*`: how passwords are verified and hashed.
///
/// @param verifiers `login.verifiers`, how many verifications run at once; 0 is one per core
/// @param queue `login.queue`, how many may wait; more are answered 421
/// @param memoryKib `login.argon2.memoryKib`, the memory of one argon2id hash in KiB
/// @param iterations `login.argon2.iterations`
/// @param parallelism `login.argon2.parallelism`
public record LoginConfig(int verifiers, int queue, int memoryKib, int iterations, int parallelism) {

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

    static final Setting<Integer> MEMORY_KIB = setting(
            "login.argon2.memoryKib",
            19_456,
            Rule.whole(1024, 4_194_304),
            "The memory, in KiB, of one argon2id hash of a new password.");

    static final Setting<Integer> ITERATIONS = setting(
            "login.argon2.iterations", 2, Rule.whole(1, 100), "The iterations of an argon2id hash of a new password.");

    static final Setting<Integer> PARALLELISM = setting(
            "login.argon2.parallelism", 1, Rule.whole(1, 64), "The lanes of an argon2id hash of a new password.");

    static final List<Setting<?>> SETTINGS = List.of(VERIFIERS, QUEUE, MEMORY_KIB, ITERATIONS, PARALLELISM);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public LoginConfig {
        VERIFIERS.require(verifiers);
        QUEUE.require(queue);
        MEMORY_KIB.require(memoryKib);
        ITERATIONS.require(iterations);
        PARALLELISM.require(parallelism);
    }

    static LoginConfig read(Values values) {
        return new LoginConfig(
                values.get(VERIFIERS),
                values.get(QUEUE),
                values.get(MEMORY_KIB),
                values.get(ITERATIONS),
                values.get(PARALLELISM));
    }
}
