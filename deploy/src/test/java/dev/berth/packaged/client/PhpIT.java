package dev.berth.packaged.client;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// PHP's `ftp_*` functions, on which WordPress and its plugins rely.
class PhpIT extends ClientRound {

    @Override
    public String version() {
        return firstLine("php", "--version").replaceAll(" \\(.*", "") + " ftp_*";
    }

    @Override
    public List<String> programs() {
        return List.of("php");
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
        return call(at, Scripts.command("php", "php-client.php", at, words));
    }
}
