package dev.berth.transfer;

/// Why no passive port could be announced, in words for the client.
public final class NoPort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoPort(String message) {
        super(message, null, false, false);
    }

    /// The words.
    public String words() {
        return String.valueOf(getMessage());
    }
}
