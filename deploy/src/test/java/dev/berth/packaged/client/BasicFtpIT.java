package dev.berth.packaged.client;

import dev.berth.packaged.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// basic-ftp, a library for Node.js; it knows no active mode.
class BasicFtpIT extends ClientRound {

    private static final String RELEASE = "5.0.5";

    @TempDir
    static Path modules;

    @BeforeAll
    static void install() throws Exception {
        Programs.require(List.of("node", "npm"));
        Programs.run(modules, List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "basic-ftp@" + RELEASE))
                .orFail();
        Files.copy(Scripts.path("basic-ftp-client.js"), modules.resolve("basic-ftp-client.js"));
    }

    @Override
    public String version() {
        return "Node.js " + firstLine("node", "--version") + " basic-ftp " + RELEASE;
    }

    @Override
    public List<String> programs() {
        return List.of("node", "npm");
    }

    @Override
    public Set<Way> ways() {
        return Way.of(Way.Family.values(), Way.Mode.PASSIVE);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.allOf(Operation.class);
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
    public void storeTree(Place at, Path from, String name) {
        script(at, "store-tree", from.toString(), name);
    }

    @Override
    public void retrieveTree(Place at, String name, Path to) {
        script(at, "retrieve-tree", name, to.toString());
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
        List<String> command = Scripts.command("node", "basic-ftp-client.js", at, words);
        command.set(1, modules.resolve("basic-ftp-client.js").toString());
        return Programs.run(at.local(), command, "", Map.of()).orFail().out();
    }
}
