package dev.berth.tenant;

/// A customer of the provider.
///
/// @param id the key in the directory
/// @param slug the short name, unique on the system
/// @param name what people call it; any text of up to 200 characters
/// @param status what its accounts may do at all
/// @param storageRoot the directory of its files: absolute, or relative to the node's storage directory
/// @param fileOwner whom new files belong to
/// @param statusReason what its users are told of its status; may be empty
public record Tenant(
        TenantId id,
        Slug slug,
        String name,
        TenantStatus status,
        String storageRoot,
        FileOwner fileOwner,
        String statusReason) {

    /// One whose files belong to whom the system chooses.
    public Tenant(TenantId id, Slug slug, String name, TenantStatus status, String storageRoot) {
        this(id, slug, name, status, storageRoot, FileOwner.NONE, "");
    }
}
