package dev.berth.storage.local;

import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.util.ArrayList;
import java.util.List;

/// Goes through a directory and all below it, from handle to handle: links are not followed, and a directory that is
/// moved away meanwhile leads nowhere else.
final class Walk {

    /// How deep it goes: a handle is open for each directory on the way.
    static final int DEEPEST = 400;

    private final LongTask task;
    private final Visitor visitor;

    private Walk(LongTask task, Visitor visitor) {
        this.task = task;
        this.visitor = visitor;
    }

    /// What is done on the way. All of it runs on a thread for long tasks.
    interface Visitor {

        /// Something that is no directory.
        ///
        /// @param directory where it is
        /// @param status what it is
        void entry(Descriptor directory, String name, Status status);

        /// A directory, before its entries.
        default void enter(Descriptor parent, String name, Status status) {}

        /// A directory, after its entries.
        default void leave(Descriptor parent, String name) {}

        /// A directory that lies too deep to be gone into.
        default void tooDeep(Descriptor parent, String name) {
            throw new StorageException(Reason.UNSUPPORTED, "directories nested deeper than " + DEEPEST);
        }
    }

    /// Goes through the entries of an open directory.
    ///
    /// @param top open for reading, and for nobody else
    static void through(Descriptor top, LongTask task, Visitor visitor) {
        new Walk(task, visitor).entries(top, 0);
    }

    private void entries(Descriptor directory, int depth) {
        List<String> names = new ArrayList<>();
        boolean more = true;
        while (more) {
            names.clear();
            more = Entries.read(directory, names);
            for (String name : names) {
                task.did(1);
                visit(directory, name, depth);
            }
        }
    }

    private void visit(Descriptor directory, String name, int depth) {
        long result = Posix.statusAt(directory, name);
        if (Errno.ENOENT.is(result)) {
            return;
        }
        Errno.check(result, "statx");
        Status status = Posix.lastStatus();
        if (!status.isDirectory()) {
            visitor.entry(directory, name, status);
            return;
        }
        if (depth == DEEPEST) {
            visitor.tooDeep(directory, name);
            return;
        }
        visitor.enter(directory, name, status);
        long opened = Posix.openAt(directory, name, Tree.LISTED, 0, Posix.BENEATH);
        try (Descriptor below = Descriptor.of(opened, "open the directory")) {
            entries(below, depth + 1);
        }
        visitor.leave(directory, name);
    }
}
