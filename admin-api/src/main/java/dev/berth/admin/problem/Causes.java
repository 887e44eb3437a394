package dev.berth.admin.problem;

import dev.berth.admin.problem.Problem.Kind;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an administrator is told of a failure; what he is not told is logged.
public final class Causes {

    private static final Logger LOG = LoggerFactory.getLogger(Causes.class);

    private Causes() {}

    /// The problem that a failure is.
    public static Problem problem(Throwable cause) {
        return switch (cause) {
            case Problem known -> known;
            case DirectoryRefused refused -> Problem.of(refused);
            case DirectoryUnavailable unavailable -> {
                LOG.atWarn().setCause(unavailable).log("the directory cannot be asked");
                yield Problem.of(Kind.UNAVAILABLE, "The database does not answer; try again");
            }
            default -> {
                LOG.atError().setCause(cause).log("admin operation failed");
                yield Problem.of(Kind.INTERNAL, "The log says more");
            }
        };
    }
}
