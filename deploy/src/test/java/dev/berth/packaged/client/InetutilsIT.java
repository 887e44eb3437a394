package dev.berth.packaged.client;

import static dev.berth.packaged.client.Dialogue.quoted;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The `ftp` of the GNU network utilities.
class InetutilsIT extends ClientRound {

    @Override
    public String version() {
        return firstLine("inetutils-ftp", "--version").replace("ftp (GNU inetutils)", "GNU inetutils ftp");
    }

    @Override
    public List<String> programs() {
        return List.of("inetutils-ftp");
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
        String _ = ftp(at, "put " + quoted(from) + " " + quoted(name));
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        String _ = ftp(at, "get " + quoted(name) + " " + quoted(to));
    }

    @Override
    public void resumeStore(Place at, Path from, String name) {
        String _ = ftp(
                at, "restart " + Dialogue.length(at.disk().resolve(name)), "put " + quoted(from) + " " + quoted(name));
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) {
        String _ = ftp(at, "reget " + quoted(name) + " " + quoted(to));
    }

    @Override
    public String list(Place at) {
        return ftp(at, "dir", "nlist");
    }

    @Override
    public void change(Place at) {
        String _ = ftp(at, "mkdir made", "rename old new", "delete gone", "rmdir left");
    }

    private static String ftp(Place at, String... commands) {
        String mode = at.way().isActive() ? "--active" : "--passive";
        String family = at.way().isIpv6() ? "--ipv6" : "--ipv4";
        return switch (at.way().protection()) {
            case PLAIN ->
                Dialogue.of(
                        at,
                        List.of(
                                "inetutils-ftp",
                                "--no-login",
                                "--no-prompt",
                                "--verbose",
                                mode,
                                family,
                                at.host(),
                                String.valueOf(at.port())),
                        commands);
        };
    }
}
