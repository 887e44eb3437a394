package dev.berth.jdbc;

import dev.berth.tenant.DirectoryUnavailable;
import org.jspecify.annotations.Nullable;

/// The database cannot be used. The message is one sentence for the person who runs the node: what was tried, where,
/// and why it did not work. It never contains a password.
public final class DatabaseUnavailable extends DirectoryUnavailable {

    private static final long serialVersionUID = 1L;

    /// @param sentence what to tell
    /// @param cause what the driver said, for the log at debug level
    public DatabaseUnavailable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
