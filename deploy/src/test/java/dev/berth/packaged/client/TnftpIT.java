package dev.berth.packaged.client;

import static dev.berth.packaged.client.Dialogue.quoted;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The client of the BSDs.
class TnftpIT extends ClientRound {

    @Override
    public String version() {
        return "tnftp " + debianVersion("tnftp");
    }

    @Override
    public List<String> programs() {
        return List.of("tnftp");
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.STORE_TREE, Operation.RETRIEVE_TREE));
    }

    /// It has no way to write a quotation mark.
    @Override
    public List<String> names() {
        return HARD_NAMES.stream().filter(name -> !name.contains("\"")).toList();
    }

    @Override
    public void store(Place at, Path from, String name) {
        String _ = tnftp(at, "put " + quoted(from) + " " + quoted(name));
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        String _ = tnftp(at, "get " + quoted(name) + " " + quoted(to));
    }

    @Override
    public void resumeStore(Place at, Path from, String name) {
        String _ = tnftp(
                at, "restart " + Dialogue.length(at.disk().resolve(name)), "put " + quoted(from) + " " + quoted(name));
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) {
        String _ = tnftp(at, "reget " + quoted(name) + " " + quoted(to));
    }

    @Override
    public String list(Place at) {
        return tnftp(at, "ls", "nlist", "mlsd");
    }

    @Override
    public void change(Place at) {
        String _ = tnftp(at, "mkdir made", "rename old new", "delete gone", "rmdir left");
    }

    private static String tnftp(Place at, String... commands) {
        String mode = at.way().isActive() ? "-A" : "-p";
        String family = at.way().isIpv6() ? "-6" : "-4";
        return switch (at.way().protection()) {
            case PLAIN ->
                Dialogue.of(
                        at, List.of("tnftp", "-n", "-i", mode, family, at.host(), String.valueOf(at.port())), commands);
        };
    }
}
