package dev.berth.session;

import dev.berth.storage.Extent;
import dev.berth.storage.HashAlgorithm;
import java.time.Duration;
import java.util.Optional;

/// What a client has chosen by verbs younger than RFC 959; the same before and after login.
///
/// @param client what it calls itself by CLNT or CSID, an octet string; empty until it said so
/// @param idle how long it wants to be silent (SITE IDLE); empty for what the configuration says
/// @param hash how HASH hashes (OPTS HASH)
/// @param range the piece that the next HASH or RETR is about (RANG)
public record Preferences(String client, Optional<Duration> idle, HashAlgorithm hash, Extent range) {

    /// At the greeting.
    public static final Preferences INITIAL =
            new Preferences("", Optional.empty(), HashAlgorithm.SHA_256, Extent.WHOLE);

    /// After CLNT and CSID.
    public Preferences calledItself(String name) {
        return new Preferences(name, idle, hash, range);
    }

    /// After SITE IDLE.
    public Preferences idling(Duration limit) {
        return new Preferences(client, Optional.of(limit), hash, range);
    }

    /// After OPTS HASH.
    public Preferences hashing(HashAlgorithm algorithm) {
        return new Preferences(client, idle, algorithm, range);
    }

    /// After RANG, and after the command that it was for.
    public Preferences about(Extent piece) {
        return new Preferences(client, idle, hash, piece);
    }
}
