package dev.berth.account;

import io.vertx.core.Future;
import java.util.Optional;

/// The tokens by which administrators are known. A token is `berth_` and 43 characters of base64url, 256 random
/// bits; it is shown once, when it is made, and only its hash is kept.
public interface ApiTokens {

    /// Makes a token for the role `OPERATOR`, named `operator`, if the directory has no such token yet.
    ///
    /// @return the token in clear, which nobody can give again; empty if there was one already
    Future<Optional<Secret>> createFirst();

    /// Whose token it is.
    ///
    /// @return the administrator; empty if the token is unknown, malformed or expired
    Future<Optional<Administrator>> verify(Secret token);
}
