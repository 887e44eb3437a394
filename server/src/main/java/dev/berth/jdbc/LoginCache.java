package dev.berth.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.account.Account;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.config.LoginConfig;
import dev.berth.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Remembers for a short while which logins were right, so that a client that logs in at every request does not pay
/// for a password hash each time. In memory only, under a digest of tenant, name and password whose key dies with
/// the process: what is found here tells nobody a password. A change of the tenant or of the account ends it at
/// once.
final class LoginCache {

    private static final int KEY_OCTETS = 32;
    private static final String DIGEST = "HmacSHA256";

    private final Revisions revisions;
    private final InstantSource clock;
    private final boolean used;
    private final byte[] key = new byte[KEY_OCTETS];
    private final Mac keyed;
    private final Cache<ByteBuffer, Verified> logins;

    /// @param clock says when what is remembered has ended
    LoginCache(Revisions revisions, InstantSource clock, LoginConfig config) {
        new SecureRandom().nextBytes(key);
        this.revisions = revisions;
        this.clock = clock;
        this.used = config.cacheSize() > 0 && !config.cacheLifetime().isZero();
        this.keyed = keyed(key);
        this.logins = Caffeine.newBuilder()
                .maximumSize(config.cacheSize())
                .expireAfterWrite(config.cacheLifetime())
                .build();
        // The first digest loads the cryptography of the platform, which an event loop must not wait for.
        find(TenantId.NOBODY, new UserName("nobody"), new Secret("")).ifPresent(_ -> logins.invalidateAll());
    }

    /// @param revision that the account was read at
    /// @param until when the account ends, or the status of its tenant changes
    private record Verified(Account account, long revision, Instant until) {}

    /// The account, if this very login was right a short while ago and nothing has changed since.
    Optional<Account> find(TenantId tenant, UserName user, Secret password) {
        if (!used || password.value().length() > PasswordHashes.LONGEST) {
            return Optional.empty();
        }
        @Nullable Verified verified = logins.getIfPresent(digest(tenant, user, password));
        return verified != null
                        && revisions.stands(tenant, verified.revision())
                        && clock.instant().isBefore(verified.until())
                ? Optional.of(verified.account())
                : Optional.empty();
    }

    /// The login was right.
    ///
    /// @param revision [Revisions#latest] before the account was read
    /// @param until when the account ends, or the status of its tenant changes
    void remember(Account account, Secret password, long revision, Instant until) {
        if (used) {
            logins.put(digest(account.tenant().id(), account.user(), password), new Verified(account, revision, until));
        }
    }

    private ByteBuffer digest(TenantId tenant, UserName user, Secret password) {
        byte[] name = user.value().getBytes(StandardCharsets.UTF_8);
        byte[] secret = password.value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer login = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + name.length + secret.length)
                .putLong(tenant.value())
                .putInt(name.length)
                .put(name)
                .put(secret);
        return ByteBuffer.wrap(copy().doFinal(login.array()));
    }

    /// Since it may be asked on any thread, and another one would read the key anew, as where a provider's cannot be
    /// copied.
    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException _) {
            return keyed(key);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(key, DIGEST));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + DIGEST, e);
        }
    }
}
