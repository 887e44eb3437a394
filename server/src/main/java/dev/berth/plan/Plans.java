package dev.berth.plan;

import dev.berth.account.UserName;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.tenant.PlanName;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The plans as the database has them. Each change is one transaction that also writes a revision; it fails with
/// [dev.berth.tenant.DirectoryRefused], and then nothing was changed. A caller may say which revision of a plan it has
/// seen; if it has changed since, the change is refused as stale.
public interface Plans {

    /// All of them, by name.
    Future<List<Plan>> all();

    /// One, with the revision that changed it last.
    Future<Revised<Plan>> one(PlanName name);

    /// Every version of one, the newest first.
    Future<List<Version>> versions(PlanName name);

    /// Makes one.
    Future<Revised<Plan>> create(Plan.Wanted wanted);

    /// Makes a plan what it shall be, for every tenant that follows it; if its allowance changes, that is its next
    /// version.
    ///
    /// @param wanted all of it; its name is the one that the plan has
    Future<Revised<Plan>> change(Plan.Wanted wanted, Optional<Long> seen);

    /// Removes one that no tenant follows.
    ///
    /// @return the revision that removed it
    Future<Long> remove(PlanName name, Optional<Long> seen);

    /// What holds for a tenant.
    Future<Terms> terms(TenantId tenant);

    /// What was said of the accounts of a tenant themselves; those of which nothing was said are missing.
    Future<Map<UserName, Allowance>> accounts(TenantId tenant);

    /// What a plan said from some moment on.
    record Version(int number, Instant made, Allowance allowance) {}
}
