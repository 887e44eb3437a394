package dev.berth.limit;

import dev.berth.tenant.Limits;
import java.util.Optional;

/// Somebody has as much as he may have. The message says who, how much and of what.
public final class LimitReached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private LimitReached(String message) {
        super(message, null, false, false);
    }

    /// Whether one more is too many.
    ///
    /// @param whose such as `tenant acme`
    /// @param used how many there are
    /// @param most how many there may be
    /// @param what such as `sessions`
    static Optional<LimitReached> at(String whose, int used, long most, String what) {
        return most == Limits.UNLIMITED || used < most
                ? Optional.empty()
                : Optional.of(new LimitReached(whose + ": " + used + " of " + most + " " + what));
    }

    /// It is too often.
    static LimitReached often(String whose, long most, String what) {
        return new LimitReached(whose + ": at most " + most + " " + what);
    }

    /// The sentence for the client; text, not octets.
    public String words() {
        return String.valueOf(getMessage());
    }
}
