package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;

/// Logins for whoever looks why a tenant's clients fail. Each works once and only for a short while; what is left of
/// those that nobody used goes by itself.
public interface DiagnosticLogins {

    /// What the names of all such accounts begin with.
    String PREFIX = "berth-doctor-";

    /// Makes one, for the tenant's whole storage.
    ///
    /// @return fails with `dev.berth.tenant.DirectoryRefused` if there is no such tenant
    Future<Issued> issue(TenantId tenant);

    /// A login.
    ///
    /// @param user its name
    /// @param password in clear; nobody can give it again
    record Issued(UserName user, Secret password) {}
}
