package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The folders that the accounts of a tenant share. In force on open sessions within two seconds; the files of a
/// folder that is removed stay. Fails with `dev.berth.tenant.DirectoryRefused`.
public interface Folders {

    /// A folder.
    ///
    /// @param name unique in its tenant
    /// @param directory where it lies below the tenant's storage root; made when somebody first looks into it
    /// @param accounts how many accounts have it
    record Folder(String name, String directory, int accounts) {}

    /// Refuses what no folder can be. Making one does so by itself.
    ///
    /// @throws dev.berth.tenant.DirectoryRefused with the first thing that is wrong
    void require(String name, String directory);

    /// Refuses likewise a folder that an account cannot have besides others, or not with its home.
    ///
    /// @param home of the account
    /// @param others that it has
    void require(String home, List<Mount> others, Mount mount);

    /// Those of a tenant, by name.
    Future<List<Folder>> of(TenantId tenant);

    /// Adds one, which no account has yet.
    ///
    /// @param name 1 to 100 characters without `/`
    /// @param directory `/NAME/NAME…`
    Future<Folder> create(TenantId tenant, String name, String directory);

    /// Takes one away from whoever has it.
    ///
    /// @return what it was
    Future<Folder> remove(TenantId tenant, String name);

    /// Those that an account has, by path.
    Future<List<Mount>> mounts(TenantId tenant, UserName user);

    /// Those of all accounts of a tenant that have any, each by path.
    Future<Map<UserName, List<Mount>>> mounts(TenantId tenant);

    /// Gives an account a folder, or other terms for one that it has.
    ///
    /// @param path where it shall see it, from its home; not in another folder
    /// @param permissions what it may do there at most
    Future<Mount> mount(TenantId tenant, UserName user, String folder, String path, Set<Permission> permissions);

    /// Takes a folder away from an account.
    ///
    /// @return what it had
    Future<Mount> unmount(TenantId tenant, UserName user, String folder);
}
