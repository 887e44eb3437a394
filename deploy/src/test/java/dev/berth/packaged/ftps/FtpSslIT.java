package dev.berth.packaged.ftps;

import dev.berth.packaged.FtpsTenants;
import dev.berth.packaged.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The old line-by-line client with OpenSSL built in; it knows AUTH TLS only, takes the newest version,
/// and never says close_notify.
class FtpSslIT extends SecureRound {

    @Override
    String version() {
        return "ftp-ssl " + firstLine("dpkg-query", "-W", "-f", "${Version}\n", "ftp-ssl");
    }

    @Override
    List<String> programs() {
        return List.of("ftp-ssl");
    }

    @Override
    Set<Secure> ways() {
        return EnumSet.of(Secure.EXPLICIT_1_3);
    }

    @Override
    FtpsTenants.Tenant tenant(FtpsTenants tenants) {
        return tenants.tolerant();
    }

    @Override
    void store(Place at, Path from, String name) {
        ftp(at, "put " + from + " " + name);
    }

    @Override
    void retrieve(Place at, String name, Path to) {
        ftp(at, "get " + name + " " + to);
    }

    @Override
    void resumeStore(Place at, Path from, String name) {
        ftp(at, "restart " + at.disk().resolve(name).toFile().length(), "put " + from + " " + name);
    }

    @Override
    void resumeRetrieve(Place at, String name, Path to) {
        ftp(at, "reget " + name + " " + to);
    }

    @Override
    String list(Place at) {
        return ftp(at, "dir");
    }

    /// It cannot but be killed.
    @Override
    void abort(Place at, String name) {
        List<String> command = new ArrayList<>(List.of("timeout", "-s", "KILL", "0.3"));
        command.addAll(command(at));
        Programs.Ended _ = Programs.run(at.local(), command, lines(at, "get " + name + " cut"), Map.of());
    }

    @Override
    void many(Place at, String name, Path to, Path from) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < manyOfThem(); i++) {
            lines.add("get " + name + " " + to.resolve(String.valueOf(i)));
            lines.add("put " + from + " many-" + i);
        }
        ftp(at, lines.toArray(String[]::new));
    }

    private static String ftp(Place at, String... commands) {
        Programs.Ended ended = Programs.run(at.local(), command(at), lines(at, commands), Map.of());
        return ended.out() + ended.err();
    }

    private static List<String> command(Place at) {
        return List.of(
                "ftp-ssl",
                "-n",
                "-v",
                "-p",
                "-z",
                "secure",
                "-z",
                "cacert=" + at.authority(),
                "-z",
                "verify=1",
                Place.HOST,
                String.valueOf(at.port()));
    }

    private static String lines(Place at, String... commands) {
        return "user " + at.tenant().user() + " \"" + at.tenant().password() + "\"\nbinary\ncd " + at.directory() + "\n"
                + String.join("\n", commands) + "\nbye\n";
    }
}
