package dev.berth.control;

import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.Files;
import dev.berth.transfer.DataPort;
import org.jspecify.annotations.Nullable;

/// What a session's state holds that must be given back: the data port and the view of the files.
final class Held {

    private @Nullable Files files;

    /// Gives back what the old state held and the new one does not. When nobody is there any more, that is
    /// everything. (A transfer that begins takes the data port over; open files of a transfer outlive the view.)
    void pass(SessionState before, SessionState next, boolean over) {
        DataPort old = before.parameters().dataPort();
        if (!(next instanceof Busy) && !old.equals(next.parameters().dataPort())) {
            old.release();
        }
        Files opened = filesOf(next);
        if (files != null && !files.equals(opened)) {
            close(files);
        }
        files = opened;
        if (over) {
            next.parameters().dataPort().release();
            files = null;
            if (opened != null) {
                close(opened);
            }
        }
    }

    private static @Nullable Files filesOf(SessionState state) {
        return switch (state) {
            case LoggedIn user -> user.files();
            case Busy engaged -> engaged.after().files();
            case SessionState.Greeted _, SessionState.Identified _, SessionState.Closed _ -> null;
        };
    }

    private static void close(Files files) {
        files.close().onComplete(_ -> {}, _ -> {});
    }
}
