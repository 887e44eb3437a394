package dev.berth.jdbc;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Proof;
import dev.berth.account.Administrator.Role;
import dev.berth.account.ApiToken;
import dev.berth.account.ApiTokens;
import dev.berth.account.Randomness;
import dev.berth.account.Secret;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import io.vertx.ext.auth.sqlclient.SqlAuthorization;
import io.vertx.ext.auth.sqlclient.SqlAuthorizationOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The [ApiTokens] in the database. A token is found by the index on its SHA-256: what a search compares is the hash
/// of what was sent, which nobody can steer towards a stored one, so that its time tells nothing of the token.
///
/// The role is read by vertx-auth's [SqlAuthorization], by the token's key and afresh at every call: a role that was
/// taken away is gone.
public final class JdbcApiTokens implements ApiTokens {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApiTokens.class);

    private static final String PREFIX = "berth_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final String FIRST = "operator";
    private static final int LONGEST_NAME = 100;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final String HOLDER =
            "select id, name, tenant_id, operations, last_used_at from api_token where token_hash = ?";

    private static final String ROLES = """
            select role
              from api_token
             where id = cast(? as bigint) and (expires_at is null or expires_at > current_timestamp)
            """;

    /// Without a query of its own, it would ask vertx-auth's default tables for permissions.
    private static final SqlAuthorizationOptions QUERIES =
            new SqlAuthorizationOptions().setRolesQuery(ROLES).setPermissionsQuery(null);

    private final Database database;
    private final SecureRandom random = Randomness.seeded();

    public JdbcApiTokens(Database database) {
        this.database = database;
    }

    @Override
    public Future<Optional<Secret>> createFirst(Function<Secret, Future<Void>> keep) {
        Secret token = secret();
        return database.transactions()
                .read(Scope.ALL, work -> work.any("select id from api_token where role = ?", Role.OPERATOR.name()))
                .compose(exists -> exists
                        ? Future.succeededFuture(Optional.empty())
                        : keep.apply(token)
                                .compose(_ -> database.transactions()
                                        .change(Scope.ALL, change -> insertFirst(change, token))));
    }

    @Override
    public Future<ApiToken.Issued> create(ApiToken.Wanted token) {
        Secret secret = secret();
        return database.transactions().change(Scope.of(token.tenant()), change -> {
            requireRules(change, token);
            return new ApiToken.Issued(insert(change, token, secret), secret);
        });
    }

    @Override
    public Future<List<ApiToken>> all(Optional<TenantId> tenant) {
        return database.transactions().read(Scope.of(tenant), work -> new TokenRows(work).all(tenant));
    }

    @Override
    public Future<ApiToken> revoke(long id, Optional<TenantId> tenant) {
        return database.transactions().change(Scope.of(tenant), change -> {
            var rows = new TokenRows(change.work());
            ApiToken token = rows.one(id)
                    .filter(found -> tenant.isEmpty() || found.tenant().equals(tenant))
                    .orElseThrow(
                            () -> new DirectoryRefused(Reason.NOT_FOUND, "token", Long.toString(id), "is not a token"));
            if (isLasting(token)
                    && rows.all(Optional.empty()).stream()
                                    .filter(JdbcApiTokens::isLasting)
                                    .count()
                            == 1) {
                throw new DirectoryRefused(
                        Reason.CONFLICT,
                        "token",
                        Long.toString(id),
                        "is the last operator's token that does not expire; make another one first");
            }
            change.work().run("delete from api_token where id = ?", id);
            note(change, token.id(), Operation.DELETE, token.tenant());
            return token;
        });
    }

    @Override
    public Future<Optional<Administrator>> verify(Secret token) {
        if (!FORM.matcher(token.value()).matches()) {
            return Future.succeededFuture(Optional.empty());
        }
        return database.statements()
                .within(
                        Scope.ALL,
                        client -> client.preparedQuery(HOLDER)
                                .execute(Tuple.of(TokenRows.hash(token)))
                                .compose(rows -> rows.size() == 0
                                        ? Future.succeededFuture(Optional.<Administrator>empty())
                                        : administrator(client, rows.iterator().next())))
                .recover(database.transactions()::failed);
    }

    private Future<Optional<Administrator>> administrator(SqlClient client, Row token) {
        long id = token.getLong("id");
        String name = token.getString("name");
        Optional<TenantId> tenant =
                Optional.ofNullable(token.getLong("tenant_id")).map(TenantId::new);
        Set<String> operations = TokenRows.operations(token.getString("operations"));
        User user = User.fromName(Long.toString(id));
        return SqlAuthorization.create(client, QUERIES)
                .getAuthorizations(user)
                .andThen(_ -> noteUse(id, Optional.ofNullable(token.getOffsetDateTime("last_used_at"))))
                .map(_ -> Arrays.stream(Role.values())
                        .filter(role ->
                                RoleBasedAuthorization.create(role.name()).match(user))
                        .findFirst()
                        .map(role ->
                                new Administrator(new Proof(Proof.Kind.TOKEN, id), name, role, tenant, operations)));
    }

    /// At most once a minute, and nobody waits for it.
    private void noteUse(long id, Optional<OffsetDateTime> noted) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        if (noted.isEmpty() || noted.get().isBefore(now.minus(USE_NOTED_EVERY))) {
            database.statements()
                    .rows(Scope.ALL, "update api_token set last_used_at = ? where id = ?", now, id)
                    .onComplete(_ -> {}, cause -> LOG.atDebug().setCause(cause).log("the use of a token is not noted"));
        }
    }

    private Secret secret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static boolean isLasting(ApiToken token) {
        return token.role() == Role.OPERATOR
                && token.operations().isEmpty()
                && token.expires().isEmpty();
    }

    private static Optional<Secret> insertFirst(Change change, Secret secret) throws SQLException {
        if (change.work().any("select id from api_token where role = ?", Role.OPERATOR.name())) {
            return Optional.empty(); // another node was first
        }
        var first = new ApiToken.Wanted(FIRST, Role.OPERATOR, Optional.empty(), Set.of(), Optional.empty());
        return Optional.of(insert(change, first, secret)).map(_ -> secret);
    }

    private static ApiToken insert(Change change, ApiToken.Wanted token, Secret secret) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        long id = new TokenRows(change.work()).insert(token, TokenRows.hash(secret), now);
        note(change, id, Operation.CREATE, token.tenant());
        return new ApiToken(
                id,
                token.name(),
                token.role(),
                token.tenant(),
                token.operations(),
                now,
                token.expires(),
                Optional.empty());
    }

    private static void note(Change change, long id, Operation operation, Optional<TenantId> tenant)
            throws SQLException {
        if (tenant.isPresent()) {
            change.note(Kind.API_TOKEN, id, operation, tenant.get());
        } else {
            change.note(Kind.API_TOKEN, id, operation);
        }
    }

    private static void requireRules(Change change, ApiToken.Wanted token) throws SQLException {
        if (token.name().isBlank()
                || token.name().length() > LONGEST_NAME
                || token.name().chars().anyMatch(Character::isISOControl)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "name",
                    token.name(),
                    "is 1 to " + LONGEST_NAME
                            + " characters, not all of them blank and none of them a control character");
        }
        if (token.role() == Role.OPERATOR && token.tenant().isPresent()) {
            throw new DirectoryRefused(Reason.INVALID, "role", "operator", "is a role for all tenants, not for one");
        }
        if (token.role() == Role.TENANT_ADMIN && token.tenant().isEmpty()) {
            throw new DirectoryRefused(Reason.INVALID, "tenant", "none", "is needed for a tenant administrator");
        }
        if (token.expires().isPresent() && !token.expires().get().isAfter(Instant.now())) {
            throw new DirectoryRefused(
                    Reason.INVALID, "expires", token.expires().get().toString(), "is a time to come");
        }
        if (new TokenRows(change.work()).isNamed(token.name(), token.tenant())) {
            throw new DirectoryRefused(Reason.ALREADY_EXISTS, "name", token.name(), "is the name of another token");
        }
    }
}
