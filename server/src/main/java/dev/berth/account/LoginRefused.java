package dev.berth.account;

/// Why a login was not accepted. The reason is for the log; a client is told no more than the reply code.
public final class LoginRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What to answer, and what to write into the log.
    public enum Reason {
        /// Unknown user or tenant, or a wrong password: one reason, so that nothing can be told apart.
        WRONG_CREDENTIALS,
        /// The password is right, and the account is disabled. For the log only, as all up to `AT_OTHER_TIMES`: the
        /// client is told what it is told of a wrong password.
        DISABLED,
        /// The password is right, and the account has had its time.
        EXPIRED,
        /// The password is right, and logins do not come from that network.
        ELSEWHERE,
        /// The password is right, and logins are not possible at this hour.
        AT_OTHER_TIMES,
        /// What the client has said names several tenants; to be told like wrong credentials.
        CONTRADICTED,
        /// The client is banned; to be told like wrong credentials.
        BANNED,
        /// The connection is not encrypted, and must be; the client is told.
        NOT_ENCRYPTED,
        /// The tenant is blocked.
        TENANT_BLOCKED,
        /// Too many logins wait to be verified; the client may try again.
        BUSY,
        /// The directory does not answer; the client may try again.
        UNAVAILABLE
    }

    private final Reason reason;

    public LoginRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /// @param words for the client, who has proved to know the password
    public LoginRefused(Reason reason, String words) {
        super(words, null, false, false);
        this.reason = reason;
    }

    public LoginRefused(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    /// Why.
    public Reason reason() {
        return reason;
    }
}
