package dev.berth.account;

/// Why a login was not accepted. The reason is for the log; a client is told no more than the reply code.
public final class LoginRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What to answer, and what to write into the log.
    public enum Reason {
        /// Unknown user or tenant, wrong password, expired or disabled account: one reason, so that nothing can be
        /// told apart.
        WRONG_CREDENTIALS,
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
