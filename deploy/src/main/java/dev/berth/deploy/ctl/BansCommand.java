package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl bans`.
@Command(name = "bans", description = "Who may not log in.", synopsisSubcommandLabel = "COMMAND")
final class BansCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("NETWORK", "network"),
            Column.of("TENANT", "tenant"),
            Column.of("AUTOMATIC", "automatic"),
            Column.of("BY", "by"),
            Column.of("REASON", "reason"),
            Column.of("EXPIRES", "expires"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the bans that are in force.")
    int list(
            @Option(names = "--tenant", description = "Only those of this tenant.") @Nullable String tenant,
            @Option(names = "--client", paramLabel = "ADDRESS", description = "Only those that keep this address out.")
                    @Nullable
                    String client) {
        String query = (tenant == null ? "" : "tenant=" + Ctl.segment(tenant) + "&")
                + (client == null ? "" : "client=" + Ctl.segment(client) + "&");
        return ctl().list("/bans", query, COLUMNS);
    }

    @Command(description = "Show a ban.")
    int show(@Parameters(paramLabel = "ID") long id) {
        return ctl().show(ctl().server().get("/bans/" + id));
    }

    @Command(description = "Ban an address or a network.")
    int add(
            @Parameters(paramLabel = "NETWORK", description = "Such as 192.0.2.7 or 2001:db8::/32.") String network,
            @Option(names = "--tenant", description = "From this tenant only.") @Nullable String tenant,
            @Option(names = "--reason", description = "Why, for administrators.") @Nullable String reason,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description = "When it ends: 2027-01-31T12:00:00Z. Else when it is lifted.")
                    @Nullable
                    String expires) {
        var body = new JsonObject().put("network", network);
        TenantsCommand.putIfGiven(body, "tenant", tenant);
        TenantsCommand.putIfGiven(body, "reason", reason);
        TenantsCommand.putIfGiven(body, "expires", expires);
        return ctl().show(ctl().server().post("/bans", body));
    }

    @Command(description = "Lift a ban.")
    int lift(@Parameters(paramLabel = "ID") long id) {
        return ctl().done(ctl().server().delete("/bans/" + id), "Lifted.");
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
