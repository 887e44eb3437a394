package dev.berth.tenant;

/// What a tenant demands of TLS, whatever the listener offers. In force at the next command.
///
/// @param demand what must be encrypted
/// @param resumption whether a data connection must resume the TLS session of its control connection
/// @param strictEnd an upload that ends without close_notify is a broken one; else it is accepted and counted
/// @param clearCommand CCC is allowed: the control connection may go on in clear after the login
/// @param clients what certificates of clients are good for
public record TlsPolicy(
        Demand demand, Resumption resumption, boolean strictEnd, boolean clearCommand, ClientCertificates clients) {

    /// What a tenant has that has said nothing.
    public static final TlsPolicy DEFAULT = new TlsPolicy(Demand.NOTHING, Resumption.PREFER, true, false);

    /// One that makes nothing of certificates of clients.
    public TlsPolicy(Demand demand, Resumption resumption, boolean strictEnd, boolean clearCommand) {
        this(demand, resumption, strictEnd, clearCommand, ClientCertificates.OFF);
    }

    /// The same with other use of certificates of clients.
    public TlsPolicy with(ClientCertificates other) {
        return new TlsPolicy(demand, resumption, strictEnd, clearCommand, other);
    }

    /// What must be encrypted.
    public enum Demand {
        /// Plain FTP is allowed.
        NOTHING,
        /// Logins.
        LOGIN,
        /// Logins and data.
        EVERYTHING
    }

    /// Whether a data connection must resume the control connection's TLS session, which proves that both are the
    /// same client's.
    public enum Resumption {
        /// One that does not is refused.
        REQUIRE,
        /// It is welcome, and counted.
        PREFER,
        /// Nobody looks.
        OFF
    }
}
