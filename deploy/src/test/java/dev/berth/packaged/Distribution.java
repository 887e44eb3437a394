package dev.berth.packaged;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Where what the build has made lies.
public final class Distribution {

    /// The distribution's directory.
    static final Path HOME = Path.of(Objects.requireNonNull(System.getProperty("berth.home"), "berth.home"));

    /// The root of the work tree.
    static final Path ROOT = HOME.resolve("../../..").normalize();

    /// The start script of the README, which builds what is stale.
    static final Path RUN = ROOT.resolve("deploy/run");

    /// The start script of the distribution.
    static final Path BERTH = HOME.resolve("bin/berth");

    /// What fail2ban is told of the log.
    static final Path FAIL2BAN_FILTER = HOME.resolve("fail2ban/filter.d/berth.conf");

    private Distribution() {}

    /// A directory for what tests leave to be read by people.
    static Path reports() {
        return ROOT.resolve("deploy/target");
    }

    /// The command that sends a signal.
    static List<String> kill(String signal, long process) {
        return List.of("kill", "-" + signal, String.valueOf(process));
    }
}
