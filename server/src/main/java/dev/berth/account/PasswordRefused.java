package dev.berth.account;

/// A password that was not changed. Its message is for whoever wanted to change it.
public final class PasswordRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Reason {
        /// The old password is wrong.
        WRONG,
        /// The new one breaks the rules.
        UNFIT,
        /// The user of this account does not choose its password.
        FIXED,
        /// Too much waits to be hashed; it may be tried again.
        BUSY
    }

    private final Reason reason;

    public PasswordRefused(Reason reason, String words) {
        super(words, null, false, false);
        this.reason = reason;
    }

    /// Why.
    public Reason reason() {
        return reason;
    }
}
