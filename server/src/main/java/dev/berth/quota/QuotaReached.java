package dev.berth.quota;

/// There is no room for what was to be set aside. Nothing was.
public final class QuotaReached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Whose quota.
    public enum Scope {
        ACCOUNT,
        TENANT
    }

    /// Of what.
    public enum Kind {
        OCTETS,
        FILES,
        VOLUME
    }

    private final Scope scope;
    private final Kind kind;
    private final long limit;
    private final long taken;

    /// @param limit the quota
    /// @param taken how much of it is used or set aside
    public QuotaReached(Scope scope, Kind kind, long limit, long taken) {
        super(scope + " " + kind + " " + taken + "/" + limit, null, false, false);
        this.scope = scope;
        this.kind = kind;
        this.limit = limit;
        this.taken = taken;
    }

    /// Whose quota is reached.
    public Scope scope() {
        return scope;
    }

    /// What is counted.
    public Kind kind() {
        return kind;
    }

    /// A sentence for the client.
    public String words() {
        String whose = scope == Scope.ACCOUNT ? "this account" : "your provider's contract";
        return switch (kind) {
            case OCTETS ->
                "The storage quota of " + whose + " is reached: " + taken + " of " + limit
                        + " octets in use or set aside for uploads that run";
            case FILES -> "The file quota of " + whose + " is reached: " + taken + " of " + limit + " files";
            case VOLUME ->
                "The transfer volume of " + whose + " is used up for this month: " + taken + " of " + limit + " octets";
        };
    }
}
