package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl administrators`.
@Command(
        name = "administrators",
        description = "Who may administer, and logs in by name and password.",
        synopsisSubcommandLabel = "COMMAND")
final class AdministratorsCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("NAME", "name"),
            Column.of("ROLE", "role"),
            Column.of("TENANT", "tenant"),
            Column.of("BLOCKED", "blocked"),
            Column.of("LAST LOGIN", "lastLogin"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the administrators.")
    int list() {
        return ctl().list("/administrators", COLUMNS);
    }

    @Command(description = "Show an administrator.")
    int show(@Parameters(paramLabel = "ID") long id) {
        return ctl().show(ctl().server().get("/administrators/" + id));
    }

    @Command(description = "Make an administrator. The password is asked for on the terminal, or read from a file.")
    int create(
            @Parameters(paramLabel = "NAME", description = "What it logs in with.") String name,
            @Option(names = "--role", required = true, description = "operator, tenant-administrator or auditor.")
                    String role,
            @Option(names = "--tenant", description = "The only tenant that it sees.") @Nullable String tenant,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "Holds the password in its first line; /dev/stdin for a pipe.")
                    @Nullable
                    Path passwordFile) {
        var body = new JsonObject()
                .put("name", name)
                .put("role", role)
                .put("password", PasswordSource.chosen(passwordFile));
        TenantsCommand.putIfGiven(body, "tenant", tenant);
        return ctl().show(ctl().server().post("/administrators", body));
    }

    @Command(
            description = "Set the password, asked for on the terminal or read from a file. Ends what its logins gave.")
    int password(
            @Parameters(paramLabel = "ID") long id,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "Holds the password in its first line; /dev/stdin for a pipe.")
                    @Nullable
                    Path passwordFile) {
        return change(id, new JsonObject().put("password", PasswordSource.chosen(passwordFile)));
    }

    @Command(description = "Refuse its logins, and end what they gave.")
    int block(@Parameters(paramLabel = "ID") long id) {
        return change(id, new JsonObject().put("blocked", true));
    }

    @Command(description = "Let it log in again.")
    int unblock(@Parameters(paramLabel = "ID") long id) {
        return change(id, new JsonObject().put("blocked", false));
    }

    @Command(description = "Remove an administrator.")
    int delete(@Parameters(paramLabel = "ID") long id) {
        return ctl().done(ctl().server().delete("/administrators/" + id), "Removed.");
    }

    private int change(long id, JsonObject change) {
        return ctl().show(ctl().server().patch("/administrators/" + id, change));
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
