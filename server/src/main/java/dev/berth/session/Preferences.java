package dev.berth.session;

import java.time.Duration;
import java.util.Optional;

/// What a client has chosen by verbs younger than RFC 959; the same before and after login.
///
/// @param client what it calls itself by CLNT or CSID, an octet string; empty until it said so
/// @param idle how long it wants to be silent (SITE IDLE); empty for what the configuration says
public record Preferences(String client, Optional<Duration> idle) {

    /// At the greeting.
    public static final Preferences INITIAL = new Preferences("", Optional.empty());

    /// After CLNT and CSID.
    public Preferences calledItself(String name) {
        return new Preferences(name, idle);
    }

    /// After SITE IDLE.
    public Preferences idling(Duration limit) {
        return new Preferences(client, Optional.of(limit));
    }
}
