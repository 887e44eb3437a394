package dev.berth.packaged.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// NcFTP's programs; they know no IPv6. Its resumed upload is left out: after REST it sends the file from its
/// beginning (ncftpput 3.2.6, "Using sendfile for 100000 bytes" with 30000 on the server).
class NcftpIT extends ClientRound {

    @Override
    public String version() {
        return "NcFTP " + debianVersion("ncftp");
    }

    @Override
    public List<String> programs() {
        return List.of("ncftpput", "ncftpget", "ncftpls");
    }

    @Override
    public Set<Way> ways() {
        return Way.of(new Way.Family[] {Way.Family.IPV4}, Way.Mode.values());
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.CHANGE, Operation.RESUME_STORE));
    }

    @Override
    public void store(Place at, Path from, String name) {
        String _ = call(at, command(at, "ncftpput", "-Z", "-C", at.host(), from.toString(), at.path(name)));
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        String _ = call(at, command(at, "ncftpget", "-Z", "-C", at.host(), at.path(name), to.toString()));
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) {
        String _ = call(at, command(at, "ncftpget", "-z", "-C", at.host(), at.path(name), to.toString()));
    }

    @Override
    public void storeTree(Place at, Path from, String name) {
        String _ = call(at, command(at, "ncftpput", "-R", at.host(), at.directory(), from.toString()));
    }

    @Override
    public void retrieveTree(Place at, String name, Path to) {
        String _ =
                call(at, command(at, "ncftpget", "-R", at.host(), to.getParent().toString(), at.path(name)));
    }

    @Override
    public String list(Place at) {
        return call(at, command(at, "ncftpls", "-l", at.url("")));
    }

    private static List<String> command(Place at, String program, String... words) {
        List<String> command = new ArrayList<>(List.of(program, "-u", at.user(), "-p", at.password()));
        command.addAll(
                List.of("-P", String.valueOf(at.port()), "-t", "30", at.way().isActive() ? "-E" : "-F"));
        command.addAll(
                switch (at.way().protection()) {
                    case PLAIN -> List.of();
                });
        command.addAll(List.of(words));
        return command;
    }
}
