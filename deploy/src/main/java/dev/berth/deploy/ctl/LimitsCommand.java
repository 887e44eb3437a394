package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl limits`.
@Command(
        name = "limits",
        description = "What a tenant, or one of its accounts, may do only so much of, such as octets per second.",
        synopsisSubcommandLabel = "COMMAND")
final class LimitsCommand {

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Show its own limits; what is not there comes from the plan of the tenant, see terms.")
    int show(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--user", description = "Of this account; of the tenant unless given.") @Nullable
                    String user) {
        return ctl().show(ctl().server().get(path(tenant, user)));
    }

    @Command(description = "Show which limits and quotas hold for a tenant, and where each comes from.")
    int terms(@Parameters(paramLabel = "TENANT") String tenant) {
        JsonObject terms = ctl().server().get(TenantsCommand.path(tenant) + "/limits/in-force");
        return ctl().show(terms);
    }

    @Command(description = "Set limits, in force at once for running transfers too; what is not named stays.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--user", description = "Of this account; of the tenant unless given.") @Nullable
                    String user,
            @Option(
                            names = "--no",
                            paramLabel = "NAME",
                            description = "A limit that shall not be any more. May be repeated.")
                    @Nullable
                    List<String> none,
            @Parameters(
                            paramLabel = "NAME=NUMBER",
                            arity = "0..*",
                            description = "Such as download=1000000; the names are those of the admin API.")
                    @Nullable
                    Map<String, Long> limits) {
        JsonObject all = ctl().server().get(path(tenant, user));
        (none == null ? List.<String>of() : none).forEach(all::remove);
        (limits == null ? Map.<String, Long>of() : limits).forEach(all::put);
        return ctl().changed(ctl().server().put(path(tenant, user), all), "limits");
    }

    private static String path(String tenant, @Nullable String user) {
        return user == null
                ? TenantsCommand.path(tenant) + "/limits"
                : AccountsCommand.path(tenant) + "/" + Ctl.segment(user) + "/limits";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
