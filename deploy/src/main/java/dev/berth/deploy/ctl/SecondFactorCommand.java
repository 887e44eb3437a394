package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl second-factor`.
@Command(
        name = "second-factor",
        description = "The codes that follow the password of an account.",
        synopsisSubcommandLabel = "COMMAND")
final class SecondFactorCommand {

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Show whether an account has one, and when it was used.")
    int show(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "USER") String user) {
        return ctl().show(ctl().server().get(path(tenant, user)));
    }

    @Command(description = "Make one. Its secret is printed once and cannot be shown again.")
    int create(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "USER") String user) {
        return ctl().show(ctl().server().post(path(tenant, user), new JsonObject()));
    }

    @Command(description = "Take it away: the password alone opens the account.")
    int delete(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "USER") String user) {
        return ctl().done(ctl().server().delete(path(tenant, user)), "Removed.");
    }

    private static String path(String tenant, String user) {
        return AccountsCommand.path(tenant) + "/" + Ctl.segment(user) + "/second-factor";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
