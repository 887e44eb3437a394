package dev.berth.transfer;

/// Why nobody gets a passive port.
enum PortRefusal {
    /// The pool has no port at all.
    NO_PORTS("no passive port is open; use PORT"),
    /// Too many wait already.
    QUEUE_FULL("too many transfers wait for a passive port; try again"),
    /// The account has as many as it may.
    ACCOUNT_LIMIT("your account waits for too many data connections; try again"),
    /// The client address has as many as it may.
    ADDRESS_LIMIT("your address waits for too many data connections; try again");

    private final String words;

    PortRefusal(String words) {
        this.words = words;
    }

    /// The reason, for the client.
    String words() {
        return words;
    }
}
