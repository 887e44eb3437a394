package dev.berth.tenant;

/// What a tenant's accounts may do at all, whatever their own permissions say.
public enum TenantStatus {
    /// Everything that the account's permissions allow.
    ACTIVE("active"),
    /// Look and fetch; nothing is changed.
    READ_ONLY("read-only"),
    /// Fetch and delete; nothing is stored.
    DOWNLOAD_ONLY("download-only"),
    /// Nobody logs in.
    BLOCKED("blocked");

    private final String word;

    TenantStatus(String word) {
        this.word = word;
    }

    /// The sentence for a user who is refused something because of it.
    ///
    /// @param reason what the provider says; may be empty
    public String words(String reason) {
        return "This account is " + word + (reason.isEmpty() ? "; ask your provider" : ": " + reason);
    }
}
