package dev.berth.admin.security;

import dev.berth.account.Administrator;
import dev.berth.account.Administrators;
import dev.berth.account.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a login gives: a JSON Web Token (RFC 7519) that names the administrator and its version. It holds as long as
/// its time is not over and the administrator is neither changed nor blocked, which is looked up at each call.
public final class Logins {

    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "berth";
    private static final String SUBJECT = "sub";
    private static final String VERSION = "ver";
    private static final int LONGEST = 1_024;

    private final JWTAuth tokens;
    private final Administrators administrators;
    private final Duration lifetime;

    /// @param key signs them
    /// @param lifetime how long they hold
    public Logins(Vertx vertx, Secret key, Administrators administrators, Duration lifetime) {
        this.administrators = administrators;
        this.lifetime = lifetime;
        this.tokens = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key.value())))
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER)));
    }

    /// A token that was just made.
    public record Issued(Secret token, Instant expires) {}

    /// Makes one for somebody whose password was right.
    public Issued issue(Administrators.Kept administrator) {
        Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(lifetime);
        var claims = new JsonObject()
                .put(SUBJECT, Long.toString(administrator.id()))
                .put(VERSION, administrator.version())
                .put("exp", expires.getEpochSecond());
        var options = new JWTOptions().setAlgorithm(ALGORITHM).setIssuer(ISSUER);
        return new Issued(new Secret(tokens.generateToken(claims, options)), expires);
    }

    /// Whose it is.
    ///
    /// @return empty if it is malformed, not signed by us, over, or void
    Future<Optional<Administrator>> verify(Secret token) {
        if (token.value().length() > LONGEST) {
            return Future.succeededFuture(Optional.empty());
        }
        return tokens.authenticate(new TokenCredentials(token.value()))
                .map(Optional::of)
                .otherwise(Optional.empty())
                .compose(user -> user.map(this::holder).orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Administrator>> holder(User user) {
        return user.principal().getValue(SUBJECT) instanceof String id
                        && user.principal().getValue(VERSION) instanceof Number version
                        && id.matches("[1-9][0-9]{0,17}")
                ? administrators.holder(Long.parseLong(id), version.longValue())
                : Future.succeededFuture(Optional.empty());
    }
}
