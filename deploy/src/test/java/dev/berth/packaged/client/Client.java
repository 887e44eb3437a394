package dev.berth.packaged.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// An FTP client: what can be asked of it, each by one call of its program or library. What it cannot do it leaves
/// out of [#operations].
interface Client {

    /// Names that are hard on quoting and encoding.
    List<String> HARD_NAMES =
            List.of("two words.txt", "it's.txt", "say \"hello\".txt", "grüße-日本.txt", "a&b;c#d%41.txt", "(1)$HOME.txt");

    /// What it calls itself, and its version.
    String version();

    /// The programs that it needs on the path.
    List<String> programs();

    /// How it can reach a server.
    default Set<Way> ways() {
        return Way.all();
    }

    /// What it can do.
    Set<Operation> operations();

    /// The names that it can be asked to store and retrieve.
    default List<String> names() {
        return HARD_NAMES;
    }

    /// Stores a file under `name`.
    void store(Place at, Path from, String name) throws Exception;

    /// Retrieves `name` into a file that is not there yet.
    void retrieve(Place at, String name, Path to) throws Exception;

    /// Completes `name`, of which the server has the first part.
    default void resumeStore(Place at, Path from, String name) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Completes a file of which the client has the first part.
    default void resumeRetrieve(Place at, String name, Path to) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Stores a directory with all that is in it as `name`.
    default void storeTree(Place at, Path from, String name) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Retrieves the directory `name` with all that is in it.
    default void retrieveTree(Place at, String name, Path to) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// What it shows of the directory.
    default String list(Place at) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Makes the directory `made`, renames the file `old` to `new`, deletes the file `gone` and removes the
    /// directory
    /// `left`.
    default void change(Place at) throws Exception {
        throw new UnsupportedOperationException();
    }
}
