package dev.berth.tenant;

/// What a tenant's accounts may do at all, whatever their own permissions say.
public enum TenantStatus {
    /// Everything that the account's permissions allow.
    ACTIVE,
    /// Look and fetch; nothing is changed.
    READ_ONLY,
    /// Fetch and delete; nothing is stored.
    DOWNLOAD_ONLY,
    /// Nobody logs in.
    BLOCKED
}
