package dev.berth.jdbc;

import dev.berth.account.AccountId;
import dev.berth.account.Randomness;
import dev.berth.account.SecondFactors;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tls.KeySeal;
import dev.berth.tls.UnusableCertificate;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The [SecondFactors] in the database.
public final class JdbcSecondFactors implements SecondFactors {

    private static final String ALL = """
            select a.name
              from second_factor s
              join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
             where s.tenant_id = ?
            """;

    private static final String SECRETS = """
            select a.id, a.name, s.sealed_secret
              from second_factor s
              join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
             where s.tenant_id = ?
            """;

    private final Transactions transactions;
    private final Optional<KeySeal> seal;
    private final SecureRandom random = Randomness.seeded();

    /// @param seal seals the secrets; without it none is made
    public JdbcSecondFactors(Database database, Optional<KeySeal> seal) {
        this.transactions = database.transactions();
        this.seal = seal;
    }

    @Override
    public Future<Set<UserName>> all(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> Set.copyOf(work.all(ALL, row -> new UserName(row.getString("name")), tenant.value())));
    }

    @Override
    public Future<SecondFactor> of(TenantId tenant, UserName user) {
        return transactions.read(
                Scope.of(tenant), work -> existing(work, tenant, user, JdbcAppPasswords.account(work, tenant, user)));
    }

    @Override
    public Future<Issued> issue(TenantId tenant, UserName user) {
        byte[] secret = new byte[Totp.SECRET_OCTETS];
        random.nextBytes(secret);
        return transactions.change(Scope.of(tenant), change -> {
            long account = JdbcAppPasswords.account(change.work(), tenant, user);
            AnonymousRows.requireSecretive(change.work(), tenant, account, user);
            KeySeal sealing = sealing(user);
            delete(change.work(), tenant, account);
            SecondFactor made = insert(change, tenant, account, sealing, secret, 0);
            String text = Totp.base32(secret);
            return new Issued(made, new Secret(text), new Secret(uri(slug(change.work(), tenant), user, text)));
        });
    }

    @Override
    public Future<Map<UserName, String>> sealed(TenantId tenant) {
        return transactions.read(Scope.of(tenant), work -> {
            String slug = slug(work, tenant);
            Map<UserName, String> sealed = new HashMap<>();
            for (Row row : work.all(
                    SECRETS,
                    row -> new Row(
                            new UserName(row.getString("name")),
                            open(
                                    row.getBytes("sealed_secret"),
                                    SecondFactorRows.purpose(tenant, new AccountId(row.getLong("id"))))),
                    tenant.value())) {
                row.secret()
                        .ifPresent(secret -> sealed.put(
                                row.user(),
                                Base64.getEncoder()
                                        .encodeToString(
                                                seal.orElseThrow().sealAlike(secret, purpose(slug, row.user())))));
            }
            return sealed;
        });
    }

    private record Row(UserName user, Optional<byte[]> secret) {}

    @Override
    public boolean opens(Slug tenant, UserName user, String sealed) {
        return carried(tenant.value(), user, sealed).isPresent();
    }

    @Override
    public Future<SecondFactor> restore(TenantId tenant, UserName user, String sealed) {
        return transactions.change(Scope.of(tenant), change -> {
            Work work = change.work();
            long account = JdbcAppPasswords.account(work, tenant, user);
            AnonymousRows.requireSecretive(work, tenant, account, user);
            if (work.any(
                    "select account_id from second_factor where tenant_id = ? and account_id = ?",
                    tenant.value(),
                    account)) {
                throw new DirectoryRefused(Reason.CONFLICT, "user", user.value(), "has a second factor already");
            }
            byte[] secret = carried(slug(work, tenant), user, sealed)
                    .orElseThrow(() -> new DirectoryRefused(
                            Reason.INVALID,
                            "sealedFactor",
                            "***",
                            "opens with this node's key, for this account (tls.sealingKeyFile)"));
            return insert(change, tenant, account, sealing(user), secret, Totp.step(Instant.now()));
        });
    }

    private static SecondFactor insert(
            Change change, TenantId tenant, long account, KeySeal sealing, byte[] secret, long lastStep)
            throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        change.work()
                .run(
                        "insert into second_factor (tenant_id, account_id, sealed_secret, last_step, created_at)"
                                + " values (?, ?, ?, ?, ?)",
                        tenant.value(),
                        account,
                        sealing.seal(secret, SecondFactorRows.purpose(tenant, new AccountId(account))),
                        lastStep,
                        now.atOffset(ZoneOffset.UTC));
        change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
        return new SecondFactor(now, Optional.empty());
    }

    private KeySeal sealing(UserName user) {
        return seal.orElseThrow(() -> new DirectoryRefused(
                Reason.CONFLICT,
                "user",
                user.value(),
                "cannot have a second factor, because this node has no key to seal secrets with"
                        + " (tls.sealingKeyFile)"));
    }

    private Optional<byte[]> open(byte[] sealed, String purpose) {
        try {
            return seal.map(opening -> opening.open(sealed, purpose));
        } catch (UnusableCertificate _) {
            return Optional.empty(); // sealed by another key, or for something else
        }
    }

    private Optional<byte[]> carried(String slug, UserName user, String sealed) {
        try {
            return open(Base64.getDecoder().decode(sealed), purpose(slug, user));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What a secret is sealed for that is carried elsewhere, where ids are others.
    private static String purpose(String slug, UserName user) {
        return "second factor of user " + user.value() + " of " + slug;
    }

    private static String slug(Work work, TenantId tenant) throws SQLException {
        return work.first("select slug from tenant where id = ?", row -> row.getString(1), tenant.value())
                .orElseThrow(() -> JdbcDirectory.noTenant(tenant.toString()));
    }

    @Override
    public Future<SecondFactor> remove(TenantId tenant, UserName user) {
        return transactions.change(Scope.of(tenant), change -> {
            long account = JdbcAppPasswords.account(change.work(), tenant, user);
            SecondFactor factor = existing(change.work(), tenant, user, account);
            delete(change.work(), tenant, account);
            change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
            return factor;
        });
    }

    /// As authenticator apps read it; the label is `issuer:user`.
    private static String uri(String issuer, UserName user, String secret) {
        String label = issuer + ":"
                + URLEncoder.encode(user.value(), StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + issuer + "&algorithm=SHA1&digits="
                + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS;
    }

    private static void delete(Work work, TenantId tenant, long account) throws SQLException {
        work.run("delete from second_factor where tenant_id = ? and account_id = ?", tenant.value(), account);
    }

    private static SecondFactor existing(Work work, TenantId tenant, UserName user, long account) throws SQLException {
        return work.first(
                        "select created_at, last_step from second_factor where tenant_id = ? and account_id = ?",
                        row -> new SecondFactor(
                                row.getObject("created_at", OffsetDateTime.class)
                                        .toInstant(),
                                Optional.of(row.getLong("last_step"))
                                        .filter(step -> step > 0)
                                        .map(step -> Instant.ofEpochSecond(step * Totp.STEP_SECONDS))),
                        tenant.value(),
                        account)
                .orElseThrow(
                        () -> new DirectoryRefused(Reason.NOT_FOUND, "user", user.value(), "has no second factor"));
    }
}
