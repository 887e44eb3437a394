package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Control ports, as options of several commands.
final class ListenerOptions {

    @Option(
            names = "--port",
            description = "A control port. May be repeated; those given take the place of those that are there.")
    @Nullable
    List<Integer> ports;

    @Option(names = "--tls", description = "On those ports: none, explicit, required or implicit.")
    @Nullable
    String tls;

    @Option(
            names = "--proxy",
            description = "Whether a load balancer puts a PROXY header first on those ports: off or required.")
    @Nullable
    String proxy;

    @Option(
            names = "--tenant-by",
            paramLabel = "SIGNAL",
            split = ",",
            description =
                    "What tells the tenant on those ports: destination, sni, host, login-at (user@tenant), login-bar"
                            + " (tenant|user) and login-slash (tenant/user), separated by commas.")
    @Nullable
    List<String> tenantBy;

    /// Puts them into a request, if any are given.
    void putInto(JsonObject body) {
        List<Integer> given = ports;
        if (given != null) {
            body.put(
                    "listeners",
                    new JsonArray(given.stream().map(this::listener).toList()));
        } else if (tls != null || proxy != null || tenantBy != null) {
            throw new CtlFailed(CtlFailed.Exit.REFUSED, "--tls, --proxy and --tenant-by are about ports: give --port");
        }
    }

    private JsonObject listener(int port) {
        var listener = new JsonObject().put("port", port);
        TenantsCommand.putIfGiven(listener, "tls", tls);
        TenantsCommand.putIfGiven(listener, "proxy", proxy);
        TenantsCommand.putIfGiven(listener, "tenantBy", tenantBy == null ? null : new JsonArray(tenantBy));
        return listener;
    }
}
