package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl quota`.
@Command(
        name = "quota",
        description = "What a tenant, or one of its accounts, may store and move.",
        synopsisSubcommandLabel = "COMMAND")
final class QuotaCommand {

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Show a quota and what is used of it.")
    int show(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--user", description = "Of this account; of the tenant unless given.") @Nullable
                    String user) {
        return ctl().show(ctl().server().get(path(tenant, user)));
    }

    @Command(description = "Set a quota; what is not named has no limit of its own.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--user", description = "Of this account; of the tenant unless given.") @Nullable
                    String user,
            @Option(names = "--octets", paramLabel = "N", description = "Stored content.") @Nullable Long octets,
            @Option(names = "--files", paramLabel = "N", description = "Stored files.") @Nullable Long files,
            @Option(names = "--volume", paramLabel = "N", description = "Octets moved in a month.") @Nullable
                    Long volume) {
        var body = new JsonObject();
        TenantsCommand.putIfGiven(body, "octets", octets);
        TenantsCommand.putIfGiven(body, "files", files);
        TenantsCommand.putIfGiven(body, "volume", volume);
        return ctl().show(ctl().server().put(path(tenant, user), body));
    }

    @Command(description = "Count what is on the disk, by a job, and put the books right.")
    int recount(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--user", description = "Of this account; of the tenant unless given.") @Nullable
                    String user) {
        return ctl().show(ctl().server().post(path(tenant, user) + "/recount", new JsonObject()));
    }

    private static String path(String tenant, @Nullable String user) {
        return user == null
                ? TenantsCommand.path(tenant) + "/quota"
                : AccountsCommand.path(tenant) + "/" + Ctl.segment(user) + "/quota";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
