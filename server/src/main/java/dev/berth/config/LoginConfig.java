package dev.berth.config;

/// `login.*`: how passwords are verified and hashed.
///
/// @param verifiers `login.verifiers`, how many verifications run at once; 0 is one per core
/// @param queue `login.queue`, how many may wait; more are answered 421
/// @param memoryKib `login.argon2.memoryKib`, the memory of one argon2id hash in KiB
/// @param iterations `login.argon2.iterations`
/// @param parallelism `login.argon2.parallelism`
public record LoginConfig(int verifiers, int queue, int memoryKib, int iterations, int parallelism) {}
