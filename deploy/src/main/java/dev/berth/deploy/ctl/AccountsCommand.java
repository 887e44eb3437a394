package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl accounts`.
@Command(name = "accounts", description = "The users of a tenant.", synopsisSubcommandLabel = "COMMAND")
final class AccountsCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("USER", "user"),
            Column.of("ENABLED", "enabled"),
            Column.of("EXPIRES", "expires"),
            Column.of("HOME", "home"),
            Column.of("PERMISSIONS", "permissions"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the accounts of a tenant.")
    int list(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().list(path(tenant), COLUMNS);
    }

    @Command(description = "Make an account. Its password is asked for on the terminal, or read from a file.")
    int create(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER", description = "Its name, unique in the tenant.") String user,
            @Option(names = "--home", paramLabel = "PATH", description = "Its directory below the storage root.")
                    @Nullable
                    String home,
            @Option(names = "--permission", split = ",", description = "What it may do; everything unless given.")
                    @Nullable
                    List<String> permissions,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "Holds the password in its first line; /dev/stdin for a pipe.")
                    @Nullable
                    Path passwordFile) {
        var body = new JsonObject().put("user", user).put("password", PasswordSource.chosen(passwordFile));
        TenantsCommand.putIfGiven(body, "home", home);
        TenantsCommand.putIfGiven(body, "permissions", permissions == null ? null : new JsonArray(permissions));
        return ctl().show(ctl().server().post(path(tenant), body));
    }

    @Command(name = "import", description = "Make many accounts at once.")
    int load(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(
                            paramLabel = "FILE",
                            description = "A list in JSON of objects with user, hash or password, home, permissions:"
                                    + " {\"accounts\": [...]}; /dev/stdin for a pipe.")
                    Path file,
            @Option(
                            names = "--each",
                            description = "Make those that can be made; else one that is refused refuses all.")
                    boolean each) {
        JsonObject body = StateCommand.document(file).put("all", !each);
        return ctl().show(ctl().server().post(TenantsCommand.path(tenant) + "/account-batches", body));
    }

    @Command(description = "Show what new accounts get that are made without saying otherwise.")
    int defaults(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().show(ctl().server().get(defaultsPath(tenant)));
    }

    @Command(
            name = "set-defaults",
            description =
                    "Set what new accounts get that are made without saying otherwise; those that are there stay.")
    int setDefaults(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(
                            paramLabel = "FILE|none",
                            description =
                                    "All of it in JSON, as defaults shows it: home (with {user} in it), permissions,"
                                            + " ownPassword, mustChangePassword, access, login, expiresAfterDays, limits,"
                                            + " quota.")
                    String file) {
        JsonObject body = "none".equals(file) ? new JsonObject() : StateCommand.document(Path.of(file));
        return ctl().show(ctl().server().put(defaultsPath(tenant), body));
    }

    @Command(description = "Show an account.")
    int show(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "USER") String user) {
        return ctl().show(ctl().server().get(path(tenant, user)));
    }

    @Command(description = "Change an account; what is not named stays.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER") String user,
            @Option(names = "--home", paramLabel = "PATH", description = "Its directory below the storage root.")
                    @Nullable
                    String home,
            @Option(names = "--permission", split = ",", description = "What it may do.") @Nullable
                    List<String> permissions,
            @Option(names = "--enabled", paramLabel = "true|false", description = "Whether it can log in at all.")
                    @Nullable
                    Boolean enabled,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description = "From when on it cannot log in, such as 2027-01-31T12:00:00Z; or never.")
                    @Nullable
                    String expires,
            @Option(
                            names = "--own-password",
                            paramLabel = "true|false",
                            description = "Whether its user may choose another password.")
                    @Nullable
                    Boolean ownPassword,
            @Option(
                            names = "--must-change-password",
                            paramLabel = "true|false",
                            description = "Whether its user has to choose another password before anything else.")
                    @Nullable
                    Boolean mustChange,
            @Option(
                            names = "--login",
                            paramLabel = "FILE|none",
                            description = "From where and when it can log in, in JSON: {\"allowedNetworks\": [],"
                                    + " \"deniedNetworks\": [], \"hours\": [{\"days\": [\"monday\"], \"from\":"
                                    + " \"08:00\", \"to\": \"18:00\"}]}; none for from everywhere and always.")
                    @Nullable
                    String login,
            @Option(
                            names = "--access",
                            paramLabel = "FILE|none",
                            description = "Where it may do what, in JSON: {\"rules\": [{\"path\": \"/in\","
                                    + " \"permissions\": [\"list\", \"write\"]}], \"hidden\": [], \"denied\": []};"
                                    + " none for everywhere the same.")
                    @Nullable
                    String access) {
        var body = new JsonObject();
        TenantsCommand.putIfGiven(body, "home", home);
        TenantsCommand.putIfGiven(body, "permissions", permissions == null ? null : new JsonArray(permissions));
        TenantsCommand.putIfGiven(body, "enabled", enabled);
        TenantsCommand.putIfGiven(body, "ownPassword", ownPassword);
        TenantsCommand.putIfGiven(body, "mustChangePassword", mustChange);
        putDocument(body, "access", access);
        putDocument(body, "login", login);
        if ("never".equals(expires)) {
            body.putNull("expires");
        } else {
            TenantsCommand.putIfGiven(body, "expires", expires);
        }
        return ctl().show(ctl().server().patch(path(tenant, user), body));
    }

    @Command(description = "Give an account another password, asked for on the terminal or read from a file.")
    int password(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "USER") String user,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "Holds the password in its first line; /dev/stdin for a pipe.")
                    @Nullable
                    Path passwordFile) {
        var body = new JsonObject().put("password", PasswordSource.chosen(passwordFile));
        return ctl().show(ctl().server().patch(path(tenant, user), body));
    }

    @Command(description = "Remove an account; its files stay.")
    int delete(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "USER") String user) {
        return ctl().done(ctl().server().delete(path(tenant, user)), "Removed.");
    }

    private static void putDocument(JsonObject body, String name, @Nullable String file) {
        if ("none".equals(file)) {
            body.putNull(name);
        } else if (file != null) {
            body.put(name, StateCommand.document(Path.of(file)));
        }
    }

    private static String defaultsPath(String tenant) {
        return TenantsCommand.path(tenant) + "/account-defaults";
    }

    private static String path(String tenant, String user) {
        return path(tenant) + "/" + Ctl.segment(user);
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }

    static String path(String tenant) {
        return TenantsCommand.path(tenant) + "/accounts";
    }
}
