package dev.berth.session;

import dev.berth.protocol.TransferMode;
import dev.berth.storage.Extent;
import dev.berth.storage.HashAlgorithm;
import java.time.Duration;
import java.util.Optional;

/// What a client has chosen by verbs younger than RFC 959; the same before and after login.
///
/// @param client what it calls itself by CLNT or CSID, an octet string; empty until it said so
/// @param idle how long it wants to be silent (SITE IDLE); empty for what the configuration says
/// @param hash how HASH hashes (OPTS HASH)
/// @param range the piece that the next HASH or transfer is about (RANG)
/// @param mode how data is transferred (MODE)
/// @param level how much MODE Z compresses, 1 to 9 (OPTS MODE Z LEVEL)
/// @param names in which character set it writes names (OPTS UTF8)
public record Preferences(
        String client,
        Optional<Duration> idle,
        HashAlgorithm hash,
        Extent range,
        TransferMode mode,
        int level,
        Names names) {

    private static final int COMMON_LEVEL = 6;

    /// At the greeting.
    public static final Preferences INITIAL = new Preferences(
            "",
            Optional.empty(),
            HashAlgorithm.SHA_256,
            Extent.WHOLE,
            new TransferMode.Stream(),
            COMMON_LEVEL,
            Names.UNSAID);

    /// After CLNT and CSID.
    public Preferences calledItself(String name) {
        return new Preferences(name, idle, hash, range, mode, level, names);
    }

    /// After SITE IDLE.
    public Preferences idling(Duration limit) {
        return new Preferences(client, Optional.of(limit), hash, range, mode, level, names);
    }

    /// After OPTS HASH.
    public Preferences hashing(HashAlgorithm algorithm) {
        return new Preferences(client, idle, algorithm, range, mode, level, names);
    }

    /// After RANG, and after the command that it was for.
    public Preferences about(Extent piece) {
        return new Preferences(client, idle, hash, piece, mode, level, names);
    }

    /// After MODE.
    public Preferences in(TransferMode other) {
        return new Preferences(client, idle, hash, range, other, level, names);
    }

    /// After OPTS MODE Z LEVEL; it holds for a MODE Z in force, too.
    public Preferences compressing(int other) {
        TransferMode changed = mode instanceof TransferMode.Deflate deflate
                ? new TransferMode.Deflate(other, deflate.mostGrowth())
                : mode;
        return new Preferences(client, idle, hash, range, changed, other, names);
    }

    /// After OPTS UTF8.
    public Preferences naming(Names other) {
        return new Preferences(client, idle, hash, range, mode, level, other);
    }
}
