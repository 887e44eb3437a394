package dev.berth.command;

import dev.berth.protocol.ReplyCode;

/// A command that is answered by a 4yz or 5yz reply which the command itself chose. The text is for the client.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReplyCode code;

    Refused(ReplyCode code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    ReplyCode code() {
        return code;
    }

    /// What the client is told, an octet string.
    String text() {
        return String.valueOf(getMessage());
    }
}
