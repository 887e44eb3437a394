package dev.berth.jdbc;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Role;
import dev.berth.account.ApiTokens;
import dev.berth.account.Secret;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.AuthorizationProvider;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import io.vertx.ext.auth.sqlclient.SqlAuthorization;
import io.vertx.ext.auth.sqlclient.SqlAuthorizationOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The [ApiTokens] in the database. A token is found by the index on its SHA-256: what a search compares is the hash
/// of what was sent, which nobody can steer towards a stored one, so that its time tells nothing of the token.
///
/// The role is read by vertx-auth's [SqlAuthorization], by name and afresh at every call: a role that was taken away
/// is gone.
public final class JdbcApiTokens implements ApiTokens {

    private static final String PREFIX = "berth_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final String FIRST = "operator";

    private static final String ROLES = """
            select role
              from api_token
             where name = ? and (expires_at is null or expires_at > current_timestamp)
            """;

    private final Database database;
    private final AuthorizationProvider roles;
    private final SecureRandom random = new SecureRandom();

    public JdbcApiTokens(Database database) {
        this.database = database;
        // Without a query of its own, it would ask vertx-auth's default tables for permissions.
        var queries = new SqlAuthorizationOptions().setRolesQuery(ROLES).setPermissionsQuery(null);
        this.roles = SqlAuthorization.create(database.pool(), queries);
    }

    @Override
    public Future<Optional<Secret>> createFirst() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Secret token =
                new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return database.transactions()
                .read(work -> work.any("select id from api_token where role = ?", Role.OPERATOR.name()))
                .compose(exists -> exists
                        ? Future.succeededFuture(Optional.empty())
                        : database.transactions().change(change -> insertFirst(change, token)));
    }

    private static Optional<Secret> insertFirst(Change change, Secret token) throws SQLException {
        if (change.work().any("select id from api_token where role = ?", Role.OPERATOR.name())) {
            return Optional.empty(); // another node was first
        }
        long id = change.work()
                .insert(
                        "insert into api_token (name, token_hash, role) values (?, ?, ?)",
                        FIRST,
                        sha256(token),
                        Role.OPERATOR.name());
        change.note(Kind.API_TOKEN, id, Operation.CREATE);
        return Optional.of(token);
    }

    @Override
    public Future<Optional<Administrator>> verify(Secret token) {
        if (!FORM.matcher(token.value()).matches()) {
            return Future.succeededFuture(Optional.empty());
        }
        return database.pool()
                .preparedQuery("select name, tenant_id from api_token where token_hash = ?")
                .execute(Tuple.of(sha256(token)))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : administrator(rows.iterator().next()));
    }

    private Future<Optional<Administrator>> administrator(Row token) {
        String name = token.getString("name");
        Optional<TenantId> tenant =
                Optional.ofNullable(token.getLong("tenant_id")).map(TenantId::new);
        User user = User.fromName(name);
        return roles.getAuthorizations(user)
                .map(_ -> Arrays.stream(Role.values())
                        .filter(role ->
                                RoleBasedAuthorization.create(role.name()).match(user))
                        .findFirst()
                        .map(role -> new Administrator(name, role, tenant)));
    }

    private static String sha256(Secret token) {
        try {
            byte[] bytes = token.value().getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
