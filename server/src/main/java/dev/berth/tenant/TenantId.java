package dev.berth.tenant;

/// The key of a tenant in the directory; never shown to FTP clients.
///
/// @param value positive; [#NOBODY] alone is 0
public record TenantId(long value) {

    /// Stands for the tenant that a login named and that does not exist, so that such a login takes the same path,
    /// and the same time, as a wrong password.
    public static final TenantId NOBODY = new TenantId(0);

    public TenantId {
        if (value < 0) {
            throw new IllegalArgumentException("a tenant id is not negative: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
