package dev.berth.tenant;

/// What a tenant makes of certificates that clients show in the TLS handshake.
///
/// @param use what they are good for
/// @param name where in a certificate the user's name stands
/// @param anchors PEM: the authorities that the tenant trusts to certify its users, or certificates of users
///     themselves; empty only when none are used
public record ClientCertificates(Use use, Name name, String anchors) {

    /// Clients are asked for none.
    public static final ClientCertificates OFF = new ClientCertificates(Use.OFF, Name.COMMON_NAME, "");

    /// What a certificate is good for.
    public enum Use {
        /// Nothing.
        OFF,
        /// It replaces the password (232); who shows none logs in by password.
        INSTEAD,
        /// It replaces the password, and there is no other way to log in.
        ONLY,
        /// It is demanded in addition to the password.
        EXTRA
    }

    /// Where the user's name stands.
    public enum Name {
        /// The common name of the subject.
        COMMON_NAME,
        /// An e-mail address among the subject's alternative names.
        EMAIL
    }

    /// Whether clients are asked for one.
    public boolean isUsed() {
        return use != Use.OFF;
    }
}
