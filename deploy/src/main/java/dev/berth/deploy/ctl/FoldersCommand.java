package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl folders`.
@Command(
        name = "folders",
        description = "Directories that accounts of a tenant share.",
        synopsisSubcommandLabel = "COMMAND")
final class FoldersCommand {

    private static final List<Column> COLUMNS =
            List.of(Column.of("NAME", "name"), Column.of("DIRECTORY", "directory"), Column.of("ACCOUNTS", "accounts"));

    private static final List<Column> OF_ACCOUNT = List.of(
            Column.of("PATH", "path"),
            Column.of("FOLDER", "folder"),
            Column.of("DIRECTORY", "directory"),
            Column.of("PERMISSIONS", "permissions"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the folders of a tenant, or those that an account has.")
    int list(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER", arity = "0..1") @Nullable String user) {
        return user == null ? ctl().list(path(tenant), COLUMNS) : ctl().list(path(tenant, user), OF_ACCOUNT);
    }

    @Command(description = "Show a folder, or how an account has it.")
    int show(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--user", description = "As this account has it.") @Nullable String user) {
        String folders = user == null ? path(tenant) : path(tenant, user);
        return ctl().show(ctl().server().get(folders + "/" + Ctl.segment(name)));
    }

    @Command(description = "Make a folder, which no account has yet.")
    int create(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "DIRECTORY", description = "Below the tenant's storage root: /team.")
                    String directory) {
        var body = new JsonObject().put("name", name).put("directory", directory);
        return ctl().show(ctl().server().post(path(tenant), body));
    }

    @Command(description = "Take a folder away from all accounts; its files stay.")
    int delete(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "NAME") String name) {
        return ctl().done(ctl().server().delete(path(tenant) + "/" + Ctl.segment(name)), "Removed.");
    }

    @Command(description = "Give an account a folder, or other terms for one that it has.")
    int give(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER") String user,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "PATH", description = "Where the account sees it: /shared.") String path,
            @Option(names = "--permission", split = ",", description = "What it may do there at most.") @Nullable
                    List<String> permissions) {
        var body = new JsonObject().put("path", path);
        TenantsCommand.putIfGiven(body, "permissions", permissions == null ? null : new JsonArray(permissions));
        return ctl().show(ctl().server().put(path(tenant, user) + "/" + Ctl.segment(name), body));
    }

    @Command(description = "Take a folder away from an account; its files stay.")
    int take(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER") String user,
            @Parameters(paramLabel = "NAME") String name) {
        return ctl().done(ctl().server().delete(path(tenant, user) + "/" + Ctl.segment(name)), "Taken away.");
    }

    private static String path(String tenant) {
        return TenantsCommand.path(tenant) + "/folders";
    }

    private static String path(String tenant, String user) {
        return AccountsCommand.path(tenant) + "/" + Ctl.segment(user) + "/folders";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
