package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The tokens by which administrators are known. A token is `berth_` and 43 characters of base64url, 256 random
/// bits; it is shown once, when it is made, and only its hash is kept. Changes fail with
/// `dev.berth.tenant.DirectoryRefused`.
public interface ApiTokens {

    /// Makes a token for the role `OPERATOR`, named `operator`, if the directory has no such token yet.
    ///
    /// @param keep writes the token down; called before the directory knows it, since nobody can give it again
    /// @return the token in clear; empty if there was one already, and then what was kept is nobody's
    Future<Optional<Secret>> createFirst(Function<Secret, Future<Void>> keep);

    /// Makes a token.
    Future<ApiToken.Issued> create(ApiToken.Wanted token);

    /// All tokens by id.
    ///
    /// @param tenant only those of one tenant; empty for all there are
    Future<List<ApiToken>> all(Optional<TenantId> tenant);

    /// Ends a token: the next call with it is refused. The last token of an operator that does not expire cannot be
    /// revoked, since nobody could make another one.
    ///
    /// @param tenant whose token it must be; empty for anybody's
    /// @return the token that was
    Future<ApiToken> revoke(long id, Optional<TenantId> tenant);

    /// Whose token it is.
    ///
    /// @return the administrator; empty if the token is unknown, malformed or expired
    Future<Optional<Administrator>> verify(Secret token);
}
