package dev.berth.session;

import dev.berth.protocol.Reply;
import java.util.List;

/// What one input led to: replies to send, the state after them, and what the socket does then.
public record Step(List<Reply> replies, SessionState next, Then then) {

    public Step {
        replies = List.copyOf(replies);
    }

    /// What the control connection does after the replies.
    public enum Then {
        READ_ON,
        /// AUTH was accepted: the handshake follows (RFC 4217 §4).
        START_TLS,
        /// CCC was accepted: TLS ends (RFC 4217 §6).
        END_TLS,
        CLOSE
    }
}
