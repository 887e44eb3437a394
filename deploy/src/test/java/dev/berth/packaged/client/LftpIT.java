package dev.berth.packaged.client;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class LftpIT extends ClientRound {

    @Override
    public String version() {
        return firstLine("lftp", "--version").replaceAll("[ |]+Version ", " ").replaceAll(" \\|.*", "");
    }

    @Override
    public List<String> programs() {
        return List.of("lftp");
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.allOf(Operation.class);
    }

    @Override
    public void store(Place at, Path from, String name) {
        lftp(at, "put " + quoted(from) + " -o " + quoted(name));
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        lftp(at, "get " + quoted(name) + " -o " + quoted(to));
    }

    @Override
    public void resumeStore(Place at, Path from, String name) {
        lftp(at, "put -c " + quoted(from) + " -o " + quoted(name));
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) {
        lftp(at, "get -c " + quoted(name) + " -o " + quoted(to));
    }

    @Override
    public void storeTree(Place at, Path from, String name) {
        lftp(at, "mirror -R " + quoted(from) + " " + quoted(name));
    }

    @Override
    public void retrieveTree(Place at, String name, Path to) {
        lftp(at, "mirror " + quoted(name) + " " + quoted(to));
    }

    @Override
    public String list(Place at) {
        return lftp(at, "ls; cls -l; nlist");
    }

    @Override
    public void change(Place at) {
        String _ = lftp(at, "mkdir made; mv old new; rm gone; rmdir left");
    }

    private static String lftp(Place at, String commands) {
        String protection = switch (at.way().protection()) {
            case PLAIN -> "set ftp:ssl-allow no; ";
        };
        String settings = "set cmd:fail-exit yes; set net:max-retries 1; set net:timeout 20; set ftp:passive-mode "
                + (at.way().isActive() ? "off" : "on") + "; ";
        String open = "open -u " + at.user() + "," + at.password() + " -p " + at.port() + " " + at.host() + "; cd "
                + quoted(at.directory()) + "; ";
        return call(at, List.of("lftp", "--norc", "-c", settings + protection + open + commands));
    }

    private static String quoted(Object text) {
        return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
