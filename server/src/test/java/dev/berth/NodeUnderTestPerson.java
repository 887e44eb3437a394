package dev.berth;

import static dev.berth.NodeUnderTestAdapters.awaited;

import dev.berth.account.Access;
import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.LoginRules;
import dev.berth.account.Mount;
import dev.berth.account.Permission;
import dev.berth.account.UserName;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.tenant.Limits;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Who logs in.
public final class NodeUnderTestPerson {

    private static final AtomicLong LAST = new AtomicLong();

    private final NodeUnderTestAdapters adapters;
    private final String user;
    private final String password;
    private final String tenant;
    private final Path home;
    private final AccountId id = new AccountId(LAST.incrementAndGet());
    private Set<Permission> permissions = Permission.USUAL;
    private Access access = Access.WHOLE;
    private List<Mount> mounts = List.of();
    private LoginRules login = LoginRules.USUAL;

    NodeUnderTestPerson(NodeUnderTestAdapters adapters, String user, String password, String tenant, Path home) {
        this.adapters = adapters;
        this.user = user;
        this.password = password;
        this.tenant = tenant;
        this.home = home;
    }

    /// The name in the tenant.
    public String user() {
        return user;
    }

    /// The password.
    public String password() {
        return password;
    }

    /// The tenant's slug.
    public String tenant() {
        return tenant;
    }

    /// Where the account's files lie.
    public Path home() {
        return home;
    }

    /// Sets the account's quota.
    public void limit(Quota quota) {
        awaited(adapters.quotas().limit(Owner.of(adapters.tenant(tenant).id(), id), quota));
    }

    /// What the books of its tenant say.
    public Amount pooled() {
        return awaited(adapters.quotas().standing(account(Set.of()))).tenantUsed();
    }

    /// What the books say.
    public Amount booked() {
        return awaited(adapters.quotas().standing(account(Set.of()))).accountUsed();
    }

    /// Recounts the account.
    ///
    /// @param measure counts; called again when it was disturbed
    public void recount(Supplier<Amount> measure) {
        Drift _ = awaited(adapters.quotas()
                .recount(Owner.of(adapters.tenant(tenant).id(), id), () -> Future.succeededFuture(measure.get())));
    }

    /// The account and what its tenant is allowed change, for open sessions too.
    public void becomes(TenantStatus status, Set<Permission> permissions) {
        var owner = adapters.tenant(tenant);
        var changed = new Tenant(owner.id(), owner.slug(), owner.name(), status, owner.storageRoot());
        adapters.authenticator()
                .put(
                        new Account(
                                id,
                                changed,
                                new UserName(user),
                                "/" + home.getFileName(),
                                permissions,
                                access,
                                login,
                                Optional.empty(),
                                Limits.NONE),
                        password);
    }

    /// The account gets limits of its own, for open sessions too.
    public void limit(Limits limits) {
        adapters.authenticator()
                .put(
                        new Account(
                                id,
                                adapters.tenant(tenant),
                                new UserName(user),
                                "/" + home.getFileName(),
                                EnumSet.allOf(Permission.class),
                                access,
                                login,
                                Optional.empty(),
                                limits),
                        password);
    }

    /// The account is removed.
    public void vanishes() {
        adapters.authenticator().remove(account(Set.of()));
    }

    private Account account(Set<Permission> permissions) {
        return new Account(
                        id,
                        adapters.tenant(tenant),
                        new UserName(user),
                        "/" + home.getFileName(),
                        permissions,
                        access,
                        login,
                        Optional.empty(),
                        Limits.NONE)
                .having(mounts);
    }

    /// The folders of its tenant that the account has, for open sessions too.
    public void has(Mount... folders) {
        mounts = List.of(folders);
        may(permissions);
    }

    /// Where the account may do what it may.
    public void may(Access where) {
        access = where;
        may(permissions);
    }

    /// How it may be logged in to.
    public void logsIn(LoginRules rules) {
        login = rules;
        may(permissions);
    }

    /// Where it may do what.
    public Access access() {
        return access;
    }

    /// The account's user may not change its password.
    public void fixPassword() {
        adapters.authenticator().fix(account(Set.of()));
    }

    /// Changes what the account may do, from its next login on.
    public void may(Set<Permission> wanted) {
        permissions = wanted;
        adapters.authenticator().put(account(permissions), password);
    }
}
