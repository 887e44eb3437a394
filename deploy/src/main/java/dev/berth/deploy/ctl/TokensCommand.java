package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl tokens`.
@Command(name = "tokens", description = "The keys of administrators.", synopsisSubcommandLabel = "COMMAND")
final class TokensCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("NAME", "name"),
            Column.of("ROLE", "role"),
            Column.of("TENANT", "tenant"),
            Column.of("EXPIRES", "expires"),
            Column.of("LAST USE", "lastUse"),
            Column.of("LIMITED TO", "operations"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the tokens.")
    int list() {
        return ctl().list("/tokens", COLUMNS);
    }

    @Command(description = "Show a token, without its secret.")
    int show(@Parameters(paramLabel = "ID") long id) {
        return ctl().show(ctl().server().get("/tokens/" + id));
    }

    @Command(description = "Make a token. Its secret is printed once and cannot be shown again.")
    int create(
            @Parameters(paramLabel = "NAME", description = "What people call it.") String name,
            @Option(names = "--role", required = true, description = "operator, tenant-administrator or auditor.")
                    String role,
            @Option(names = "--tenant", description = "The only tenant that its holder sees.") @Nullable String tenant,
            @Option(
                            names = "--operation",
                            split = ",",
                            description =
                                    "What it is limited to: an operation (operationId of the contract), read, write,"
                                            + " read:TAG or write:TAG.")
                    @Nullable
                    List<String> operations,
            @Option(names = "--expires", paramLabel = "TIME", description = "When it ends: 2027-01-31T12:00:00Z.")
                    @Nullable
                    String expires) {
        var body = new JsonObject().put("name", name).put("role", role);
        TenantsCommand.putIfGiven(body, "tenant", tenant);
        TenantsCommand.putIfGiven(body, "operations", operations == null ? null : new JsonArray(operations));
        TenantsCommand.putIfGiven(body, "expires", expires);
        return ctl().show(ctl().server().post("/tokens", body));
    }

    @Command(description = "End a token.")
    int revoke(@Parameters(paramLabel = "ID") long id) {
        return ctl().done(ctl().server().delete("/tokens/" + id), "Revoked.");
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
