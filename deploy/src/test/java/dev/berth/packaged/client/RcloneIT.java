package dev.berth.packaged.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.Programs;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// rclone with its backend `ftp`; trees go by `copy` and `sync`, and `check` compares what came of it.
class RcloneIT extends ClientRound {

    @Override
    public String version() {
        return firstLine("rclone", "version");
    }

    @Override
    public List<String> programs() {
        return List.of("rclone");
    }

    @Override
    public Set<Way> ways() {
        return Way.of(Way.Family.values(), Way.Mode.PASSIVE);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.RESUME_STORE, Operation.RESUME_RETRIEVE));
    }

    @Override
    public void store(Place at, Path from, String name) {
        rclone(at, "copyto", from.toString(), remote(at, name));
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        rclone(at, "copyto", remote(at, name), to.toString());
    }

    @Override
    public void storeTree(Place at, Path from, String name) {
        rclone(at, "copy", from.toString(), remote(at, name));
        rclone(at, "check", from.toString(), remote(at, name));
    }

    @Override
    public void retrieveTree(Place at, String name, Path to) {
        rclone(at, "sync", remote(at, name), to.toString());
        rclone(at, "check", "--download", remote(at, name), to.toString());
        assertThat(rclone(at, "sync", remote(at, name), to.toString()))
                .as("nothing is left to be done")
                .doesNotContain("Copied");
    }

    @Override
    public String list(Place at) {
        return rclone(at, "lsf", remote(at, ""));
    }

    @Override
    public void change(Place at) {
        rclone(at, "mkdir", remote(at, "made"));
        rclone(at, "moveto", remote(at, "old"), remote(at, "new"));
        rclone(at, "deletefile", remote(at, "gone"));
        rclone(at, "rmdir", remote(at, "left"));
    }

    private static String remote(Place at, String name) {
        return ":ftp:" + at.path(name);
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private static String rclone(Place at, String... words) {
        List<String> command = new java.util.ArrayList<>(List.of("rclone", "--config", "", "--retries", "1", "-v"));
        command.addAll(List.of(words));
        Map<String, String> settings = Map.of(
                "RCLONE_FTP_HOST", at.way().isIpv6() ? "[" + at.host() + "]" : at.host(),
                "RCLONE_FTP_PORT", String.valueOf(at.port()),
                "RCLONE_FTP_USER", at.user(),
                "RCLONE_FTP_PASS",
                        call(at, List.of("rclone", "obscure", at.password())).strip());
        return switch (at.way().protection()) {
            case PLAIN -> {
                Programs.Ended ended =
                        Programs.run(at.local(), command, "", settings).orFail();
                yield ended.out() + ended.err();
            }
        };
    }
}
