package dev.berth.packaged.ftps;

import dev.berth.packaged.FtpsTenants;
import dev.berth.packaged.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// rclone on Go's TLS, for which authorities are named by the environment; it knows no second half of a file, so
/// what is resumed is a directory of files.
class RcloneFtpsIT extends SecureRound {

    @Override
    String version() {
        return firstLine("rclone", "version");
    }

    @Override
    List<String> programs() {
        return List.of("rclone", "timeout");
    }

    @Override
    FtpsTenants.Tenant tenant(FtpsTenants tenants) {
        return tenants.lenient();
    }

    @Override
    void store(Place at, Path from, String name) {
        rclone(at, "copyto", from.toString(), ":ftp:" + at.directory() + "/" + name);
    }

    @Override
    void retrieve(Place at, String name, Path to) {
        rclone(at, "copyto", ":ftp:" + at.directory() + "/" + name, to.toString());
    }

    /// Whatever is there is replaced.
    @Override
    void resumeStore(Place at, Path from, String name) {
        store(at, from, name);
    }

    @Override
    void resumeRetrieve(Place at, String name, Path to) {
        rclone(at, "copyto", "--ignore-times", ":ftp:" + at.directory() + "/" + name, to.toString());
    }

    @Override
    String list(Place at) {
        return rclone(at, "ls", ":ftp:" + at.directory());
    }

    /// It is ended in the middle of a transfer.
    @Override
    void abort(Place at, String name) {
        List<String> command = new ArrayList<>(List.of("timeout", "2"));
        command.addAll(command(at, "--bwlimit", "100k", "copyto", ":ftp:" + at.directory() + "/" + name, "cut"));
        Programs.Ended _ = Programs.run(at.local(), command);
    }

    @Override
    void many(Place at, String name, Path to, Path from) throws Exception {
        Path all = Files.createDirectory(at.local().resolve("all"));
        for (int i = 0; i < manyOfThem(); i++) {
            Files.copy(from, all.resolve("many-" + i));
        }
        rclone(at, "copy", "--transfers", "4", all.toString(), ":ftp:" + at.directory());
        rclone(at, "copy", "--transfers", "4", "--include", "many-*", ":ftp:" + at.directory(), to.toString());
    }

    private static String rclone(Place at, String... words) {
        return call(at, command(at, words));
    }

    private static List<String> command(Place at, String... words) {
        String obscured =
                call(at, List.of("rclone", "obscure", at.tenant().password())).strip();
        List<String> command = new ArrayList<>(List.of("env", "SSL_CERT_FILE=" + at.authority(), "rclone"));
        command.addAll(List.of("--config", "/dev/null", "--retries", "1", "--ftp-host", Place.HOST));
        // With several streams it cuts each off at the end of its piece, and 1.60 takes the 426 for a failure.
        command.addAll(List.of("--multi-thread-streams", "1"));
        command.addAll(List.of(
                "--ftp-port",
                String.valueOf(at.port()),
                "--ftp-user",
                at.tenant().user()));
        command.addAll(List.of("--ftp-pass", obscured));
        command.add(at.way().isImplicit() ? "--ftp-tls" : "--ftp-explicit-tls");
        if (at.way().version().equals("1.2")) {
            command.add("--ftp-disable-tls13");
        }
        command.addAll(List.of(words));
        return command;
    }
}
