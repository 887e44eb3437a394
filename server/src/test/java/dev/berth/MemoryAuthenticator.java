package dev.berth;

import dev.berth.account.Account;
import dev.berth.account.Authenticator;
import dev.berth.account.Fate;
import dev.berth.account.LoginRefused;
import dev.berth.account.OwnPassword;
import dev.berth.account.PasswordPolicy;
import dev.berth.account.PasswordRefused;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// An [Authenticator] in memory that keeps the contract: every wrong login fails alike, and the answer comes later.
/// It hashes nothing, so that a test does not pay for argon2.
final class MemoryAuthenticator implements Authenticator, OwnPassword {

    private final Map<Login, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final Set<Login> fixed = ConcurrentHashMap.newKeySet();

    /// Adds an account, or changes the one of that name.
    void put(Account account, String password) {
        entries.put(new Login(account.tenant().id(), account.user()), new Entry(account, password));
        changes.incrementAndGet();
    }

    @Override
    public Future<Account> authenticate(TenantId tenant, UserName user, Secret password) {
        @Nullable Entry entry = entries.get(new Login(tenant, user));
        return MemoryDirectory.later(0).compose(_ -> decide(entry, password));
    }

    @Override
    public Future<Account> admit(TenantId tenant, UserName user) {
        @Nullable Entry entry = entries.get(new Login(tenant, user));
        return MemoryDirectory.later(0).compose(_ -> decide(entry, new Secret(entry == null ? "" : entry.password())));
    }

    @Override
    public long changes(TenantId tenant) {
        return changes.get();
    }

    @Override
    public Future<Fate> fate(Account account) {
        @Nullable Entry entry = entries.get(new Login(account.tenant().id(), account.user()));
        return MemoryDirectory.later(
                entry == null
                        ? new Fate.Ended("This account was removed")
                        : entry.account().tenant().status() == TenantStatus.BLOCKED
                                ? new Fate.Ended("This account is blocked: unpaid")
                                : new Fate.Stands(entry.account(), Instant.MAX));
    }

    /// The user of an account may not change its password.
    void fix(Account account) {
        fixed.add(new Login(account.tenant().id(), account.user()));
    }

    @Override
    public Future<Void> change(Account account, Secret old, Secret wanted) {
        return MemoryDirectory.later(0).map(_ -> {
            var login = new Login(account.tenant().id(), account.user());
            if (fixed.contains(login)) {
                throw new PasswordRefused(PasswordRefused.Reason.FIXED, "The administrator's");
            }
            Entry now = entries.get(login);
            if (now == null || !now.password().equals(old.value())) {
                throw new PasswordRefused(PasswordRefused.Reason.WRONG, "Wrong");
            }
            new PasswordPolicy(8, false).objection(account.user(), wanted).ifPresent(rule -> {
                throw new PasswordRefused(PasswordRefused.Reason.UNFIT, rule);
            });
            put(now.account().passwordChanged(), wanted.value());
            return null;
        });
    }

    /// Removes an account.
    void remove(Account account) {
        entries.remove(new Login(account.tenant().id(), account.user()));
        changes.incrementAndGet();
    }

    private static Future<Account> decide(@Nullable Entry entry, Secret password) {
        if (entry == null || !entry.password().equals(password.value())) {
            return Future.failedFuture(new LoginRefused(LoginRefused.Reason.WRONG_CREDENTIALS));
        }
        return entry.account().tenant().status() == TenantStatus.BLOCKED
                ? Future.failedFuture(
                        new LoginRefused(LoginRefused.Reason.TENANT_BLOCKED, "This account is blocked: unpaid"))
                : Future.succeededFuture(entry.account());
    }

    private record Login(TenantId tenant, UserName user) {}

    private record Entry(Account account, String password) {}
}
