package dev.berth.storage;

import dev.berth.protocol.FileFacts;
import io.vertx.core.Future;
import java.util.List;

/// The entries of one directory, without `.` and `..`, in bounded pieces. Up to 20,000 entries come sorted, more
/// in the order of the directory.
public interface Listing {

    /// The facts of the directory itself.
    FileFacts directory();

    /// The next entries, at most 1,000; an empty list is the end.
    Future<List<FileFacts>> next();

    /// Gives the handle back.
    Future<Void> close();
}
