package dev.berth.packaged.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// wget only retrieves.
class WgetIT extends ClientRound {

    @Override
    public String version() {
        return firstLine("wget", "--version").replaceAll(" built.*", "");
    }

    @Override
    public List<String> programs() {
        return List.of("wget");
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.RETRIEVE, Operation.RESUME_RETRIEVE, Operation.RETRIEVE_TREE, Operation.LIST);
    }

    @Override
    public void store(Place at, Path from, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        String _ = wget(at, "--output-document", to.toString(), at.url(name));
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) {
        String _ = wget(at, "--continue", "--output-document", to.toString(), at.url(name));
    }

    @Override
    public void retrieveTree(Place at, String name, Path to) {
        String _ = wget(
                at,
                "--recursive",
                "--no-host-directories",
                "--cut-dirs=2",
                "--restrict-file-names=nocontrol",
                "--directory-prefix",
                to.toString(),
                at.url(name) + "/");
    }

    /// It makes a page of links of the listing.
    @Override
    public String list(Place at) throws Exception {
        String _ = wget(at, "--output-document", "listing.html", at.url(""));
        return java.nio.file.Files.readString(at.local().resolve("listing.html"))
                .replace("%20", " ");
    }

    private static String wget(Place at, String... words) {
        List<String> command = new ArrayList<>(List.of("wget", "--no-verbose", "--no-glob", "--tries=1"));
        command.addAll(List.of("--timeout=30", "--user=" + at.user(), "--password=" + at.password()));
        command.addAll(
                switch (at.way().protection()) {
                    case PLAIN -> List.of();
                });
        if (at.way().isActive()) {
            command.add("--no-passive-ftp");
        }
        command.addAll(List.of(words));
        return call(at, command);
    }
}
