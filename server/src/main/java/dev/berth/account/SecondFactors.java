package dev.berth.account;

import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The second factors of accounts: codes of six digits, another every 30 seconds (TOTP, RFC 6238), which follow the
/// password. Fails with `dev.berth.tenant.DirectoryRefused`.
public interface SecondFactors {

    /// A second factor, as the directory tells of it: without the secret.
    ///
    /// @param made when
    /// @param used the time of the code that was used last, to 30 seconds
    record SecondFactor(Instant made, Optional<Instant> used) {}

    /// One that was just made, with the only sight of its secret.
    ///
    /// @param secret in Base32, for whoever types it
    /// @param uri `otpauth://totp/…`, for whoever shows it as a QR code
    record Issued(SecondFactor factor, Secret secret, Secret uri) {}

    /// The accounts of a tenant that have one.
    Future<Set<UserName>> all(TenantId tenant);

    /// The secrets of those that this node can open, sealed so that they can be restored where the same key seals, for
    /// the same user name of a tenant of the same slug.
    Future<Map<UserName, String>> sealed(TenantId tenant);

    /// Whether this node can restore one for such an account.
    ///
    /// @param sealed as [#sealed] gave it
    boolean opens(Slug tenant, UserName user, String sealed);

    /// Gives an account that has none the one that was sealed. The codes of the time until now are used up.
    ///
    /// @param sealed as [#sealed] gave it
    Future<SecondFactor> restore(TenantId tenant, UserName user, String sealed);

    /// That of an account.
    Future<SecondFactor> of(TenantId tenant, UserName user);

    /// Gives an account one, or another one. From now on its password alone does not open the account.
    Future<Issued> issue(TenantId tenant, UserName user);

    /// Takes it away: the password alone opens the account again.
    ///
    /// @return what it was
    Future<SecondFactor> remove(TenantId tenant, UserName user);
}
