package dev.berth.jdbc;

import dev.berth.account.Secret;
import dev.berth.config.LoginConfig;
import dev.berth.tenant.TenantId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hashes and verifies passwords on a worker pool of its own: `login.verifiers` threads, at most `login.queue`
/// verifications waiting, the tenants taking turns.
public final class Passwords {

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);

    /// What the table of credentials takes.
    private static final int LONGEST_HASH = 512;

    private final PasswordHashes hashes;
    private final WorkerExecutor workers;
    private final FairQueue turns;
    private final int threads;

    public Passwords(Vertx vertx, LoginConfig config) {
        this(vertx, config, new PasswordHashes(config));
    }

    Passwords(Vertx vertx, LoginConfig config, PasswordHashes hashes) {
        int threads = config.verifiers() > 0
                ? config.verifiers()
                : Runtime.getRuntime().availableProcessors();
        this.hashes = hashes;
        this.threads = threads;
        this.workers = vertx.createSharedWorkerExecutor("berth-passwords", threads);
        this.turns = new FairQueue(vertx, threads, config.queue());
    }

    /// Makes the hash of a new password. Never refused for lack of room: administrators make passwords, and not
    /// many.
    Future<String> hash(Secret password) {
        return workers.executeBlocking(() -> hashes.hash(password), false).map(Objects::requireNonNull);
    }

    /// Makes the hash of a password that somebody has chosen, in turns with the logins.
    ///
    /// @return fails with [dev.berth.account.LoginRefused] `BUSY` if too many wait
    Future<String> hash(TenantId tenant, Secret password) {
        return turns.run(tenant, () -> hash(password));
    }

    /// How many passwords are hashed or verified at once.
    int width() {
        return threads;
    }

    /// Whether a hash is of a form that can be verified; cheap.
    boolean isSound(String hash) {
        if (hash.length() > LONGEST_HASH) {
            return false;
        }
        try {
            hashes.requireSound(hash);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Verifies a password; takes as long when there is nothing to verify against.
    ///
    /// @param hash what is stored, empty if nothing is
    /// @return whether it is the right one; fails with [dev.berth.account.LoginRefused] `BUSY` if too many wait
    Future<Boolean> verify(TenantId tenant, Secret password, Optional<String> hash) {
        return turns.run(
                tenant,
                () -> workers.executeBlocking(() -> matches(tenant, password, hash), false)
                        .map(Objects::requireNonNull));
    }

    /// Whether a hash is to be made anew as soon as its password is known; cheap.
    boolean isOutdated(String hash) {
        return hashes.isOutdated(hash);
    }

    /// Shows how the verifications go: `berth.passwords.running` and `berth.passwords.waiting`.
    public void measure(MeterRegistry registry) {
        Gauge.builder("berth.passwords.running", turns, FairQueue::running)
                .description("Verifications of passwords that run")
                .register(registry);
        Gauge.builder("berth.passwords.waiting", turns, FairQueue::waiting)
                .description("Verifications of passwords that wait")
                .register(registry);
    }

    /// Waits for what runs.
    public Future<Void> close() {
        return workers.close();
    }

    private boolean matches(TenantId tenant, Secret password, Optional<String> hash) {
        if (hash.isEmpty()) {
            return hashes.spend(password);
        }
        try {
            return hashes.verify(password, hash.get());
        } catch (IllegalArgumentException e) {
            LOG.atError()
                    .addKeyValue("tenant", tenant)
                    .addKeyValue("reason", e.getMessage())
                    .log("a stored password hash cannot be verified");
            return hashes.spend(password);
        }
    }
}
