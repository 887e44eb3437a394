package dev.berth.admin.security;

import dev.berth.account.Administrator;
import dev.berth.account.ApiTokens;
import dev.berth.account.Secret;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Finds the caller by `Authorization: Bearer` (RFC 6750 §2.1).
public final class Bearer {

    private static final String SCHEME = "Bearer ";

    private final ApiTokens tokens;
    private final Logins logins;

    /// @param tokens knows whose they are
    /// @param logins knows what logins have given
    public Bearer(ApiTokens tokens, Logins logins) {
        this.tokens = tokens;
        this.logins = logins;
    }

    /// Who calls.
    ///
    /// @return fails with [Kind#UNAUTHORIZED]; a missing, a wrong and an expired token are the same
    public Future<Administrator> caller(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Future.failedFuture(unauthorized());
        }
        var secret = new Secret(header.substring(SCHEME.length()).strip());
        return (secret.value().indexOf('.') < 0 ? tokens.verify(secret) : logins.verify(secret))
                .map(administrator -> administrator.orElseThrow(Bearer::unauthorized));
    }

    private static Problem unauthorized() {
        return Problem.of(Kind.UNAUTHORIZED, "Send Authorization: Bearer with a token that is known and not expired");
    }
}
