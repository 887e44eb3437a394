package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl tls`.
@Command(name = "tls", description = "What tenants demand of TLS.", synopsisSubcommandLabel = "COMMAND")
final class TlsCommand {

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Show what a tenant demands.")
    int show(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().show(ctl().server().get(path(tenant)));
    }

    @Command(description = "Set what a tenant demands; what is not given stays.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--demand", description = "nothing, login or everything must be encrypted.") @Nullable
                    String demand,
            @Option(
                            names = "--resumption",
                            description = "Data connections resume the TLS session of their control connection:"
                                    + " require, prefer or off.")
                    @Nullable
                    String resumption,
            @Option(
                            names = "--strict-end",
                            arity = "1",
                            paramLabel = "true|false",
                            description = "Uploads that end without close_notify are refused.")
                    @Nullable
                    Boolean strictEnd,
            @Option(names = "--ccc", arity = "1", paramLabel = "true|false", description = "CCC is allowed.") @Nullable
                    Boolean clearCommand) {
        JsonObject body = ctl().server().get(path(tenant));
        TenantsCommand.putIfGiven(body, "demand", demand);
        TenantsCommand.putIfGiven(body, "resumption", resumption);
        TenantsCommand.putIfGiven(body, "strictEnd", strictEnd);
        TenantsCommand.putIfGiven(body, "clearCommand", clearCommand);
        return ctl().changed(ctl().server().put(path(tenant), body), "tls");
    }

    private static String path(String tenant) {
        return "/tenants/" + Ctl.segment(tenant) + "/tls";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
