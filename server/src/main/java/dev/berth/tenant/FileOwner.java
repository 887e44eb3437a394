package dev.berth.tenant;

import java.util.Optional;

/// Whom new files and directories of a tenant belong to. Another user than the one that runs the node can be named only
/// where that one has the right to give files away, and to use them afterwards.
///
/// @param uid the user; empty for the one that runs the node
/// @param gid the group; empty for what the system chooses: that of the directory where it has the set-group-id bit,
///     else that of the node's user
public record FileOwner(Optional<Long> uid, Optional<Long> gid) {

    /// What the system chooses.
    public static final FileOwner NONE = new FileOwner(Optional.empty(), Optional.empty());

    /// The rule of either number in words, for messages.
    public static final String RULE = "a number from 1 to 4294967294; never 0, which is root";

    /// The largest number.
    public static final long MOST = 0xFFFF_FFFEL;

    public FileOwner {
        uid.ifPresent(FileOwner::require);
        gid.ifPresent(FileOwner::require);
    }

    /// Whether files are given to anybody.
    public boolean isSomebody() {
        return uid.isPresent() || gid.isPresent();
    }

    private static void require(long id) {
        if (id < 1 || id > MOST) {
            throw new IllegalArgumentException("a uid or gid is " + RULE);
        }
    }
}
