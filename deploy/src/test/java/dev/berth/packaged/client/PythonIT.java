package dev.berth.packaged.client;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Python's `ftplib`, by a script of a few lines per operation.
class PythonIT extends ClientRound {

    @Override
    public String version() {
        return firstLine("python3", "--version") + " ftplib";
    }

    @Override
    public List<String> programs() {
        return List.of("python3");
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.STORE_TREE, Operation.RETRIEVE_TREE));
    }

    @Override
    public void store(Place at, Path from, String name) {
        script(at, "store", from.toString(), name);
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        script(at, "retrieve", name, to.toString());
    }

    @Override
    public void resumeStore(Place at, Path from, String name) {
        script(at, "resume-store", from.toString(), name);
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) {
        script(at, "resume-retrieve", name, to.toString());
    }

    @Override
    public String list(Place at) {
        return script(at, "list");
    }

    @Override
    public void change(Place at) {
        String _ = script(at, "change");
    }

    private static String script(Place at, String... words) {
        return call(at, Scripts.command("python3", "ftplib-client.py", at, words));
    }
}
