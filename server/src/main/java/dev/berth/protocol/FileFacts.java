package dev.berth.protocol;

import java.time.Instant;

/// What is known of one file (the *facts* of RFC 3659 §7.5).
///
/// @param name its name in its directory, an octet string; empty for the root
/// @param kind what it is
/// @param size in octets; 0 for what is not a regular file
/// @param modified when its content last changed
/// @param mode the Unix permission bits, 0 to 07777
/// @param owner the numeric owner
/// @param group the numeric group
/// @param links how many names it has
/// @param device with `inode`: what makes it unique
/// @param inode with `device`: what makes it unique
public record FileFacts(
        String name,
        Kind kind,
        long size,
        Instant modified,
        int mode,
        long owner,
        long group,
        long links,
        long device,
        long inode) {

    /// What a name stands for.
    public enum Kind {
        FILE,
        DIRECTORY,
        /// A symbolic link that leads nowhere, or out of the account's view.
        LINK,
        /// A device, a socket, a pipe: shown, never opened.
        OTHER
    }

    /// Whether it is a directory.
    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    /// Whether it is a regular file.
    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /// The same facts with another size.
    public FileFacts sized(long other) {
        return new FileFacts(name, kind, other, modified, mode, owner, group, links, device, inode);
    }

    /// The same facts under another name.
    public FileFacts named(String other) {
        return new FileFacts(other, kind, size, modified, mode, owner, group, links, device, inode);
    }
}
