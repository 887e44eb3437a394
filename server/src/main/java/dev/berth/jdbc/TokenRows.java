package dev.berth.jdbc;

import dev.berth.account.Administrator.Role;
import dev.berth.account.ApiToken;
import dev.berth.account.Secret;
import dev.berth.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The rows of `api_token`.
final class TokenRows {

    private static final String COLUMNS =
            "select id, name, role, tenant_id, operations, created_at, expires_at, last_used_at from api_token";

    private final Work work;

    TokenRows(Work work) {
        this.work = work;
    }

    /// By id; only those of one tenant if it is given.
    List<ApiToken> all(Optional<TenantId> tenant) throws SQLException {
        return tenant.isPresent()
                ? work.all(
                        COLUMNS + " where tenant_id = ? order by created_at, id",
                        TokenRows::token,
                        tenant.get().value())
                : work.all(COLUMNS + " order by created_at, id", TokenRows::token);
    }

    Optional<ApiToken> one(long id) throws SQLException {
        return work.first(COLUMNS + " where id = ?", TokenRows::token, id);
    }

    /// Whether a token of the tenant, or one of none, has the name.
    boolean isNamed(String name, Optional<TenantId> tenant) throws SQLException {
        return tenant.isPresent()
                ? work.any(
                        "select id from api_token where name = ? and tenant_id = ?",
                        name,
                        tenant.get().value())
                : work.any("select id from api_token where name = ? and tenant_id is null", name);
    }

    /// Adds a row, and gives its id.
    long insert(ApiToken.Wanted token, String hash, Instant now) throws SQLException {
        return work.insert(
                """
                insert into api_token (id, name, token_hash, role, tenant_id, operations, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                PublicId.next(),
                token.name(),
                hash,
                token.role().name(),
                token.tenant().map(TenantId::value).orElse(null),
                String.join(",", token.operations().stream().sorted().toList()),
                now.atOffset(ZoneOffset.UTC),
                token.expires().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null));
    }

    static Set<String> operations(String column) {
        return Arrays.stream(column.split(",", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    static String hash(Secret token) {
        try {
            byte[] bytes = token.value().getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        long tenant = row.getLong("tenant_id");
        Optional<TenantId> owner = row.wasNull() ? Optional.empty() : Optional.of(new TenantId(tenant));
        return new ApiToken(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                owner,
                operations(row.getString("operations")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
