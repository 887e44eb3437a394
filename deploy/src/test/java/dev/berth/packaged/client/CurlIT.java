package dev.berth.packaged.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class CurlIT extends ClientRound {

    @Override
    public String version() {
        return firstLine("curl", "--version").replaceAll(" \\(.*", "");
    }

    @Override
    public List<String> programs() {
        return List.of("curl");
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.STORE_TREE, Operation.RETRIEVE_TREE));
    }

    @Override
    public void store(Place at, Path from, String name) {
        curl(at, "--upload-file", from.toString(), at.url(name));
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        curl(at, "--output", to.toString(), at.url(name));
    }

    @Override
    public void resumeStore(Place at, Path from, String name) {
        curl(at, "--continue-at", "-", "--upload-file", from.toString(), at.url(name));
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) {
        curl(at, "--continue-at", "-", "--output", to.toString(), at.url(name));
    }

    @Override
    public String list(Place at) {
        return curl(at, at.url("")) + curl(at, "--list-only", at.url(""));
    }

    @Override
    public void change(Place at) {
        String _ = curl(
                at,
                "--quote",
                "MKD " + at.path("made"),
                "--quote",
                "RNFR " + at.path("old"),
                "--quote",
                "RNTO " + at.path("new"),
                "--quote",
                "DELE " + at.path("gone"),
                "--quote",
                "RMD " + at.path("left"),
                at.url(""));
    }

    private static String curl(Place at, String... words) {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--globoff"));
        command.addAll(List.of("--user", at.user() + ":" + at.password(), "--max-time", "60"));
        command.addAll(
                switch (at.way().protection()) {
                    case PLAIN -> List.of();
                });
        if (at.way().isActive()) {
            command.addAll(List.of("--ftp-port", "-"));
        }
        command.addAll(List.of(words));
        return call(at, command);
    }
}
