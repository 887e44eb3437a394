package dev.berth.diagnosis;

/// Why something failed.
///
/// @param kind for machines
/// @param sentence what happened, for people
/// @param remedy what to change, for people
public record Cause(Kind kind, String sentence, String remedy) {

    /// The causes that can be told apart.
    public enum Kind {
        /// Nobody came to the announced port.
        NOT_REACHED,
        /// The client was told an address that it cannot reach.
        WRONG_ADDRESS,
        /// The data connection came from another address than the control connection.
        OTHER_ADDRESS,
        /// The client stopped waiting before its connection came.
        CLIENT_GAVE_UP,
        /// All passive ports were taken.
        NO_PORT,
        /// The client's port did not answer.
        CLIENT_CLOSED,
        /// The server was to dial from an address that it does not have.
        SOURCE_ADDRESS,
        /// The data connection was to be protected by TLS, and was not, or not to its end.
        TLS,
        /// The data connection broke.
        BROKEN,
        /// Nothing moved for too long.
        STALLED,
        /// Files could not be read or written.
        STORAGE,
        /// Name or password were wrong, or the login was refused otherwise.
        LOGIN,
        /// The server refused what the client asked for; the reply says why.
        REFUSED,
        /// The tenant or the account may not do it at the moment.
        RESTRICTED
    }
}
