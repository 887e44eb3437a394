package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The app passwords of accounts. One is `berth-app-` and 32 characters of base64url, 192 random bits; it is shown
/// once, when it is made, and only its hash is kept. Changes fail with `dev.berth.tenant.DirectoryRefused`.
public interface AppPasswords {

    /// How many an account can have.
    int MOST = 50;

    /// Refuses what no app password can be. Making and binding one does so by itself.
    ///
    /// @throws dev.berth.tenant.DirectoryRefused with the first thing that is wrong
    void require(String label, AppPassword.Bounds bounds);

    /// Those of an account, by id.
    Future<List<AppPassword>> of(TenantId tenant, UserName user);

    /// Makes one.
    ///
    /// @param label 1 to 100 characters, unique among those of the account
    Future<AppPassword.Issued> issue(TenantId tenant, UserName user, String label, AppPassword.Bounds bounds);

    /// All of a tenant's accounts, with the hashes of their secrets, for whoever takes them elsewhere.
    Future<Map<UserName, List<Kept>>> kept(TenantId tenant);

    /// One with the hash of its secret.
    ///
    /// @param hash the SHA-256 in hexadecimal
    record Kept(String label, AppPassword.Bounds bounds, String hash) {

        @Override
        public String toString() {
            return "Kept[" + label + "]";
        }
    }

    /// Makes one whose secret somebody has already; of an account that has one of this label the secret stays, and
    /// the bounds become these.
    ///
    /// @param hash as [Kept] has it; empty if only the bounds of one that is there are meant
    Future<AppPassword> restore(
            TenantId tenant, UserName user, String label, AppPassword.Bounds bounds, Optional<String> hash);

    /// Ends one, with the sessions that were logged in with it.
    ///
    /// @return what it was
    Future<AppPassword> revoke(TenantId tenant, UserName user, long id);
}
