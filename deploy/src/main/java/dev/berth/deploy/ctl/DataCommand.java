package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl data`.
@Command(
        name = "data",
        description = "What tenants allow of data connections: active mode, FXP, shared ports, limits.",
        synopsisSubcommandLabel = "COMMAND")
final class DataCommand {

    private static final String TRUTH = "true|false";

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Show what a tenant allows.")
    int show(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().show(ctl().server().get(path(tenant)));
    }

    @Command(description = "Set what a tenant allows; what is not given stays.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(
                            names = "--key",
                            description = "Data connections may come from the client's address (exact), its network"
                                    + " (prefix) or anywhere (port).")
                    @Nullable
                    String key,
            @Option(
                            names = "--mode",
                            description = "A port is busy until the data connection has come (shared) or has ended"
                                    + " (exclusive).")
                    @Nullable
                    String mode,
            @Option(names = "--pasv", arity = "1", paramLabel = TRUTH, description = "PASV is possible.") @Nullable
                    Boolean pasv,
            @Option(
                            names = "--dns-refresh",
                            paramLabel = "SECONDS",
                            description = "How often names of external addresses are looked up; 30 to 300.")
                    @Nullable
                    Integer dnsRefresh,
            @Option(names = "--active", arity = "1", paramLabel = TRUTH, description = "PORT and EPRT are possible.")
                    @Nullable
                    Boolean active,
            @Option(
                            names = "--from-port-20",
                            arity = "1",
                            paramLabel = TRUTH,
                            description = "The server dials from port 20.")
                    @Nullable
                    Boolean fromPort20,
            @Option(
                            names = "--privileged-targets",
                            arity = "1",
                            paramLabel = TRUTH,
                            description = "Clients may ask for a port below 1024 of their own address.")
                    @Nullable
                    Boolean privileged,
            @Option(
                            names = "--source-address",
                            paramLabel = "ADDRESS",
                            description = "Where the server dials from; control for the control connection's address.")
                    @Nullable
                    String source,
            @Option(
                            names = "--fxp",
                            arity = "1",
                            paramLabel = TRUTH,
                            description = "Accounts with the permission fxp may move files between two servers.")
                    @Nullable
                    Boolean fxp,
            @Option(
                            names = "--fxp-ports",
                            paramLabel = "NUMBER",
                            description = "How many of the last ports are for it.")
                    @Nullable
                    Integer fxpPorts,
            @Option(
                            names = "--per-account",
                            paramLabel = "NUMBER",
                            description = "How many data connections an account may wait for; 0 for the node's limit.")
                    @Nullable
                    Integer perAccount,
            @Option(
                            names = "--per-address",
                            paramLabel = "NUMBER",
                            description = "How many a client address may wait for; 0 for the node's limit.")
                    @Nullable
                    Integer perAddress,
            @Option(
                            names = "--idle-control",
                            paramLabel = "SECONDS",
                            description = "How long a session may be silent; 0 for the node's time.")
                    @Nullable
                    Integer idleControl,
            @Option(
                            names = "--idle-data",
                            paramLabel = "SECONDS",
                            description = "How long a data connection may stand still; 0 for the node's time.")
                    @Nullable
                    Integer idleData) {
        JsonObject body = ctl().server().get(path(tenant));
        TenantsCommand.putIfGiven(body, "key", key);
        TenantsCommand.putIfGiven(body, "mode", mode);
        TenantsCommand.putIfGiven(body, "pasv", pasv);
        TenantsCommand.putIfGiven(body, "dnsRefresh", dnsRefresh);
        TenantsCommand.putIfGiven(body.getJsonObject("active"), "enabled", active);
        TenantsCommand.putIfGiven(body.getJsonObject("active"), "fromPort20", fromPort20);
        TenantsCommand.putIfGiven(body.getJsonObject("active"), "privilegedTargets", privileged);
        if ("control".equals(source)) {
            body.getJsonObject("active").remove("sourceAddress");
        } else {
            TenantsCommand.putIfGiven(body.getJsonObject("active"), "sourceAddress", source);
        }
        TenantsCommand.putIfGiven(body, "fxp", fxp);
        TenantsCommand.putIfGiven(body, "fxpPorts", fxpPorts);
        limit(body.getJsonObject("limits"), "perAccount", perAccount);
        limit(body.getJsonObject("limits"), "perAddress", perAddress);
        limit(body.getJsonObject("idle"), "control", idleControl);
        limit(body.getJsonObject("idle"), "data", idleData);
        return ctl().changed(ctl().server().put(path(tenant), body), "data");
    }

    private static void limit(JsonObject limits, String name, @Nullable Integer limit) {
        if (limit != null && limit == 0) {
            limits.remove(name);
        } else {
            TenantsCommand.putIfGiven(limits, name, limit);
        }
    }

    private static String path(String tenant) {
        return TenantsCommand.path(tenant) + "/data";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
