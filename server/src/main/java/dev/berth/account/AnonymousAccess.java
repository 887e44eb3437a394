package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Logins of anybody at all, as `anonymous` or `ftp` and with whatever password (RFC 1635): for each tenant that wants
/// them one account, which has limits and a quota as any other. Fails with `dev.berth.tenant.DirectoryRefused`.
public interface AnonymousAccess {

    /// The account that such logins get.
    UserName USER = new UserName("anonymous");

    /// The folder of the tenant that they store in.
    String UPLOADS = "anonymous-uploads";

    /// What anybody gets.
    ///
    /// @param home the directory below the tenant's storage root that may be listed and read; with uploads it
    ///     neither contains the directory of that folder nor lies in it
    /// @param uploads where in it they see the folder [#UPLOADS], in which files can be stored and nothing else;
    ///     empty if they store nothing
    record Terms(String home, Optional<String> uploads) {}

    /// Refuses terms that no tenant with these folders can give. [#allow] does so by itself.
    ///
    /// @param folders the directories of the tenant's folders, by name
    /// @param mounts those that anybody has, besides [#UPLOADS]
    /// @throws dev.berth.tenant.DirectoryRefused with the first thing that is wrong
    void require(Terms terms, Map<String, String> folders, List<Mount> mounts);

    /// That of a tenant; fails if it has none.
    Future<Terms> of(TenantId tenant);

    /// Lets anybody in, or on other terms.
    Future<Terms> allow(TenantId tenant, Terms terms);

    /// Lets nobody in any more; what was stored stays.
    ///
    /// @return what it was
    Future<Terms> end(TenantId tenant);
}
