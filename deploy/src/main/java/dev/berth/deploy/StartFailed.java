package dev.berth.deploy;

import org.jspecify.annotations.Nullable;

/// The node cannot start. The message is one sentence, or a list of faults, for the operator.
final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What the process ends with, so that scripts can tell the cases apart.
    enum Exit {
        /// Something that the node needs cannot be had: a port, a directory, the database.
        UNAVAILABLE(1),
        /// The command line is wrong.
        USAGE(2),
        /// The configuration is wrong (`EX_CONFIG` of sysexits).
        CONFIGURATION(78);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private final Exit exit;

    StartFailed(Exit exit, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
    }

    /// Something cannot be had.
    static StartFailed unavailable(String sentence, @Nullable Throwable cause) {
        return new StartFailed(Exit.UNAVAILABLE, sentence, cause);
    }

    /// The command line is wrong.
    static StartFailed usage(String sentence, @Nullable Throwable cause) {
        return new StartFailed(Exit.USAGE, sentence, cause);
    }

    /// The configuration is wrong.
    static StartFailed configuration(String sentence, @Nullable Throwable cause) {
        return new StartFailed(Exit.CONFIGURATION, sentence, cause);
    }

    /// What the process ends with.
    Exit exit() {
        return exit;
    }
}
