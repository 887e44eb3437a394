package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                    Boolean clearCommand,
            @Option(
                            names = "--client-certificates",
                            description = "What certificates of clients are good for: off, instead (of the password),"
                                    + " only (no login by password) or extra (to the password).")
                    @Nullable
                    String clientCertificates,
            @Option(names = "--client-name", description = "Where the user name stands in them: common-name or email.")
                    @Nullable
                    String clientName,
            @Option(
                            names = "--client-anchors",
                            paramLabel = "FILE",
                            description = "PEM with the authorities that are trusted to certify users.")
                    @Nullable
                    Path clientAnchors) {
        JsonObject body = ctl().server().get(path(tenant));
        TenantsCommand.putIfGiven(body, "demand", demand);
        TenantsCommand.putIfGiven(body, "resumption", resumption);
        TenantsCommand.putIfGiven(body, "strictEnd", strictEnd);
        TenantsCommand.putIfGiven(body, "clearCommand", clearCommand);
        TenantsCommand.putIfGiven(body, "clientCertificates", clientCertificates);
        TenantsCommand.putIfGiven(body, "clientName", clientName);
        TenantsCommand.putIfGiven(body, "clientAnchors", clientAnchors == null ? null : text(clientAnchors));
        return ctl().changed(ctl().server().put(path(tenant), body), "tls");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The file " + file + " cannot be read: " + Reason.of(e));
        }
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
