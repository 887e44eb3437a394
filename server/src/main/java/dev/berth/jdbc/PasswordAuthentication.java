package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.AnonymousAccess;
import dev.berth.account.LoginRefused;
import dev.berth.account.LoginRefused.Reason;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.jdbc.SecondFactorRows.Given;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides logins by password for vertx-auth: one query, then one verification off the event loop, both in turns
/// that are fair between tenants. Every refusal has been through a verification, so that time tells nothing.
final class PasswordAuthentication implements AuthenticationProvider {

    private static final String LOGIN = """
            select t.id as tenant_id, t.slug, t.name as tenant_name, t.status as tenant_status, t.status_reason, t.status_changes,
                   t.storage_root, t.file_uid, t.file_gid,
                   a.id as account_id, a.name as account_name, a.home, a.permissions, a.limits, a.path_access,
                   a.own_password, a.must_change, a.login_rules,
                   case when a.status <> 'ACTIVE' then 'DISABLED'
                        when a.expires_at <= current_timestamp then 'EXPIRED'
                        else '' end as closed,
                   cast(extract(epoch from a.expires_at) as bigint) as expires,
                   c.hash, s.sealed_secret,
                   g.account_id is not null as anonymous
              from account a
              join tenant t on t.id = a.tenant_id
              left join anonymous_access g on g.tenant_id = a.tenant_id and g.account_id = a.id
              left join second_factor s on s.tenant_id = a.tenant_id and s.account_id = a.id
              left join credential c
                     on c.tenant_id = a.tenant_id and c.account_id = a.id and c.kind = 'PASSWORD' and c.label = ''
             where a.tenant_id = ? and a.name = ?
            """;

    private static final String REHASH =
            "update credential set hash = ? where tenant_id = ? and account_id = ? and kind = 'PASSWORD' and hash = ?";

    /// What people write who have no account (RFC 1635), in small letters.
    private static final Set<String> GUESTS = Set.of(AnonymousAccess.USER.value(), "ftp");

    private static final Logger LOG = LoggerFactory.getLogger(PasswordAuthentication.class);

    /// How long the database may take for one answer: a client does not wait for ever, and an answer that comes
    /// later is of no use to it.
    private static final int LONGEST_ANSWER_SECONDS = 5;

    private final Statements statements;
    private final Revisions revisions;
    private final FairQueue turns;
    private final Passwords passwords;
    private final LoginCache cache;
    private final AppPasswordRows apps;
    private final MountRows mounts;
    private final SecondFactorRows factors;
    private final InstantSource clock;
    private final DueChanges due;

    /// @param turns whose turn it is to ask the database
    /// @param cache told of logins that were right
    /// @param factors decides about what follows the password
    /// @param due told of what becomes of tenants
    PasswordAuthentication(
            Database database,
            FairQueue turns,
            Passwords passwords,
            LoginCache cache,
            SecondFactorRows factors,
            DueChanges due) {
        this.factors = factors;
        this.statements = database.statements();
        this.clock = database.clock();
        this.due = due;
        this.apps = new AppPasswordRows(statements);
        this.mounts = new MountRows(statements);
        this.revisions = database.revisions();
        this.cache = cache;
        this.turns = turns;
        this.passwords = passwords;
    }

    /// Takes [PasswordCredentials]; gives an [AccountUser], or fails with [LoginRefused].
    @Override
    public Future<User> authenticate(Credentials credentials) {
        if (!(credentials instanceof PasswordCredentials login)) {
            return Future.failedFuture(new IllegalArgumentException("only password credentials are understood"));
        }
        return inTime(turns.run(login.tenant(), () -> find(login.tenant(), login.user())))
                .compose(candidate -> decided(candidate, login))
                .compose(this::withFolders)
                .compose(accepted -> accept(accepted, accepted.passwordIn(login.password())))
                .recover(failure -> Future.failedFuture(
                        failure instanceof LoginRefused ? failure : new LoginRefused(Reason.UNAVAILABLE, failure)));
    }

    private Future<LoginCandidate> decided(Optional<LoginCandidate> candidate, PasswordCredentials login) {
        Optional<LoginCandidate> guest = candidate
                .filter(LoginCandidate::anonymous)
                .map(found -> found.as(found.account().forGuest(login.password().value())));
        return guest.isPresent()
                ? decide(guest, true)
                : byApp(candidate, login)
                        .compose(app -> app.isPresent() ? decide(app, true) : verified(candidate, login));
    }

    private Future<LoginCandidate> verified(Optional<LoginCandidate> candidate, PasswordCredentials login) {
        Secret password =
                candidate.map(found -> found.passwordIn(login.password())).orElse(login.password());
        return passwords
                .verify(login.tenant(), password, candidate.flatMap(LoginCandidate::hash))
                .compose(right -> right && candidate.isPresent()
                        ? confirmed(candidate.get(), login.password())
                        : Future.succeededFuture(right))
                .compose(right -> decide(candidate, right));
    }

    private Future<Boolean> confirmed(LoginCandidate candidate, Secret given) {
        return candidate
                .factor()
                .map(factor -> factors.spend(
                        candidate.account(), factor, Given.of(given).code()))
                .orElse(Future.succeededFuture(true));
    }

    /// As an app password bounds it; empty if it is none. Asked whether there is such a user or not.
    private Future<Optional<LoginCandidate>> byApp(Optional<LoginCandidate> candidate, PasswordCredentials login) {
        AccountId account = candidate.map(found -> found.account().id()).orElse(new AccountId(0));
        return inTime(apps.find(login.tenant(), account, login.password()))
                .map(app -> candidate.flatMap(found -> app.map(found::boundBy)));
    }

    /// Decides a login whose user is known already.
    Future<Account> admit(TenantId tenant, UserName user) {
        return inTime(turns.run(tenant, () -> find(tenant, user)))
                .compose(candidate -> decide(candidate, true))
                .compose(this::withFolders)
                .map(LoginCandidate::account)
                .recover(failure -> Future.failedFuture(
                        failure instanceof LoginRefused ? failure : new LoginRefused(Reason.UNAVAILABLE, failure)));
    }

    /// Asked for when the login is decided: nobody shall see by the time it takes that there is such an account.
    private Future<LoginCandidate> withFolders(LoginCandidate accepted) {
        return inTime(mounts.given(accepted.account())).map(accepted::as);
    }

    private static <T> Future<T> inTime(Future<T> answer) {
        return answer.timeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private Future<Optional<LoginCandidate>> find(TenantId tenant, UserName user) {
        return named(tenant, user)
                .compose(found -> found.isEmpty()
                                && GUESTS.contains(user.value().toLowerCase(Locale.ROOT))
                        ? named(tenant, AnonymousAccess.USER).map(guest -> guest.filter(LoginCandidate::anonymous))
                        : Future.succeededFuture(found));
    }

    private Future<Optional<LoginCandidate>> named(TenantId tenant, UserName user) {
        // A name that has no UTF-8 form would reach the database as another name.
        boolean writable = StandardCharsets.UTF_8.newEncoder().canEncode(user.value());
        long revision = revisions.latest();
        TenantId asked = writable ? tenant : TenantId.NOBODY;
        return statements
                .rows(Scope.of(asked), LOGIN, asked.value(), user.value())
                .map(rows -> candidate(rows, revision));
    }

    private static Future<LoginCandidate> decide(Optional<LoginCandidate> candidate, boolean right) {
        if (candidate.isEmpty() || !right) {
            return Future.failedFuture(new LoginRefused(Reason.WRONG_CREDENTIALS));
        }
        String closed = candidate.get().closed();
        if (!closed.isEmpty()) {
            return Future.failedFuture(new LoginRefused(Reason.valueOf(closed)));
        }
        Account account = candidate.get().account();
        if (account.tenant().status() == TenantStatus.BLOCKED) {
            return Future.failedFuture(new LoginRefused(
                    Reason.TENANT_BLOCKED,
                    TenantStatus.BLOCKED.words(candidate.get().blockedFor())));
        }
        return Future.succeededFuture(candidate.get());
    }

    /// The password is known now, and only now: the moment to make an old hash anew. What needs a code each time is
    /// not remembered, nor is what needs no verification.
    private Future<User> accept(LoginCandidate accepted, Secret password) {
        if (accepted.factor().isEmpty() && !accepted.anonymous()) {
            cache.remember(
                    accepted.account(),
                    password,
                    accepted.revision(),
                    accepted.until().orElse(Instant.MAX));
        }
        return accepted.hash()
                .filter(passwords::isOutdated)
                .map(hash -> rehash(accepted.account(), password, hash))
                .orElseGet(Future::succeededFuture)
                .compose(_ -> apps.used(accepted.account()))
                .map(new AccountUser(accepted.account()));
    }

    private Future<Void> rehash(Account account, Secret password, String old) {
        TenantId tenant = account.tenant().id();
        return passwords
                .hash(password)
                .compose(hash -> statements.rows(
                        Scope.of(tenant),
                        REHASH,
                        hash,
                        tenant.value(),
                        account.id().value(),
                        old))
                .<Void>mapEmpty()
                .recover(failure -> {
                    LOG.atWarn()
                            .addKeyValue("tenant", account.tenant().slug())
                            .addKeyValue("user", account.user())
                            .setCause(failure)
                            .log("a password hash was not renewed; the next login tries again");
                    return Future.succeededFuture();
                });
    }

    private Optional<LoginCandidate> candidate(RowSet<Row> rows, long revision) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        StatusCourse course = StatusColumns.read(row, clock.instant());
        due.heard(new TenantId(row.getLong("tenant_id")), course);
        return Optional.of(LoginCandidate.read(row, course, revision));
    }
}
