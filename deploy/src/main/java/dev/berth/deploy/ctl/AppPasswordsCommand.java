package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl app-passwords`.
@Command(
        name = "app-passwords",
        description = "Further passwords of an account, each for one program.",
        synopsisSubcommandLabel = "COMMAND")
final class AppPasswordsCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("LABEL", "label"),
            Column.of("PATH", "path"),
            Column.of("PERMISSIONS", "permissions"),
            Column.of("NETWORKS", "networks"),
            Column.of("EXPIRES", "expires"),
            Column.of("USED", "used"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the app passwords of an account.")
    int list(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "USER") String user) {
        return ctl().list(path(tenant, user), COLUMNS);
    }

    @Command(description = "Make an app password. It is printed once and cannot be shown again.")
    int create(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER") String user,
            @Parameters(paramLabel = "LABEL", description = "What people call it.") String label,
            @Option(names = "--path", paramLabel = "PATH", description = "The directory that it is for.") @Nullable
                    String path,
            @Option(names = "--permission", split = ",", description = "What it may do at most.") @Nullable
                    List<String> permissions,
            @Option(names = "--network", split = ",", description = "Where its logins come from.") @Nullable
                    List<String> networks,
            @Option(names = "--expires", paramLabel = "TIME", description = "When it ends: 2027-01-31T12:00:00Z.")
                    @Nullable
                    String expires) {
        var body = new JsonObject().put("label", label);
        TenantsCommand.putIfGiven(body, "path", path);
        TenantsCommand.putIfGiven(body, "permissions", permissions == null ? null : new JsonArray(permissions));
        TenantsCommand.putIfGiven(body, "networks", networks == null ? null : new JsonArray(networks));
        TenantsCommand.putIfGiven(body, "expires", expires);
        return ctl().show(ctl().server().post(path(tenant, user), body));
    }

    @Command(description = "End an app password, with the sessions that were logged in with it.")
    int revoke(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER") String user,
            @Parameters(paramLabel = "ID") long id) {
        return ctl().done(ctl().server().delete(path(tenant, user) + "/" + id), "Revoked.");
    }

    private static String path(String tenant, String user) {
        return AccountsCommand.path(tenant) + "/" + Ctl.segment(user) + "/app-passwords";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
