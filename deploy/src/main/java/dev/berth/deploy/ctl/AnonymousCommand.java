package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl anonymous`.
@Command(
        name = "anonymous",
        description = "Logins of anybody, without a password.",
        synopsisSubcommandLabel = "COMMAND")
final class AnonymousCommand {

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Show what anybody gets of a tenant.")
    int show(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().show(ctl().server().get(path(tenant)));
    }

    @Command(description = "Let anybody in, who may list and read one directory.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "HOME", description = "The directory: /public.") String home,
            @Option(
                            names = "--uploads",
                            paramLabel = "PATH",
                            description = "Where in it files can be stored and not be seen again: /incoming.")
                    @Nullable
                    String uploads) {
        var body = new JsonObject().put("home", home);
        TenantsCommand.putIfGiven(body, "uploads", uploads);
        return ctl().show(ctl().server().put(path(tenant), body));
    }

    @Command(description = "Let nobody in any more; what was stored stays.")
    int delete(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().done(ctl().server().delete(path(tenant)), "Removed.");
    }

    private static String path(String tenant) {
        return TenantsCommand.path(tenant) + "/anonymous";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
