package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;

/// The app passwords of accounts. One is `berth-app-` and 32 characters of base64url, 192 random bits; it is shown
/// once, when it is made, and only its hash is kept. Changes fail with `dev.berth.tenant.DirectoryRefused`.
public interface AppPasswords {

    /// Those of an account, by id.
    Future<List<AppPassword>> of(TenantId tenant, UserName user);

    /// Makes one.
    ///
    /// @param label 1 to 100 characters, unique among those of the account
    Future<AppPassword.Issued> issue(TenantId tenant, UserName user, String label, AppPassword.Bounds bounds);

    /// Ends one, with the sessions that were logged in with it.
    ///
    /// @return what it was
    Future<AppPassword> revoke(TenantId tenant, UserName user, long id);
}
