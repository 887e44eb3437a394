package dev.berth.tenant;

import org.jspecify.annotations.Nullable;

/// The directory cannot be asked at the moment; nothing is known of what was asked for. The message is one sentence
/// for the person who runs the node.
public class DirectoryUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param sentence what to tell
    /// @param cause for the log
    protected DirectoryUnavailable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
