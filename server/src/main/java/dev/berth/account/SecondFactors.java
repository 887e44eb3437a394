package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
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

    /// That of an account.
    Future<SecondFactor> of(TenantId tenant, UserName user);

    /// Gives an account one, or another one. From now on its password alone does not open the account.
    Future<Issued> issue(TenantId tenant, UserName user);

    /// Takes it away: the password alone opens the account again.
    ///
    /// @return what it was
    Future<SecondFactor> remove(TenantId tenant, UserName user);
}
