package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl endpoints`.
@Command(
        name = "endpoints",
        description = "Externally reachable places with their control ports.",
        synopsisSubcommandLabel = "COMMAND")
final class EndpointsCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            new Column("CONTROL PORTS", EndpointsCommand::ports),
            Column.of("SHARED POOL", "sharedPool"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the endpoints.")
    int list() {
        return ctl().list("/endpoints", COLUMNS);
    }

    @Command(description = "Make an endpoint that tenants can share.")
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @Mixin ListenerOptions listeners,
            @Option(
                            names = "--shared-pool",
                            paramLabel = "FIRST-LAST",
                            description = "Passive ports for its tenants that have none of their own.")
                    @Nullable
                    String sharedPool) {
        var body = new JsonObject().put("name", name);
        listeners.putInto(body);
        TenantsCommand.putIfGiven(body, "sharedPool", sharedPool);
        return ctl().changed(ctl().server().post("/endpoints", body), "endpoint");
    }

    @Command(description = "Show an endpoint.")
    int show(@Parameters(paramLabel = "NAME") String name) {
        return ctl().show(ctl().server().get(path(name)));
    }

    @Command(description = "Change an endpoint; what is not named stays.")
    int set(
            @Parameters(paramLabel = "NAME") String name,
            @Mixin ListenerOptions listeners,
            @Option(names = "--shared-pool", paramLabel = "FIRST-LAST", description = "Its shared passive ports.")
                    @Nullable
                    String sharedPool) {
        var body = new JsonObject();
        listeners.putInto(body);
        TenantsCommand.putIfGiven(body, "sharedPool", sharedPool);
        return ctl().changed(ctl().server().patch(path(name), body), "endpoint");
    }

    @Command(
            name = "lb-config",
            description = "Write the configuration of a load balancer that stands before an endpoint.")
    int balancer(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--type",
                            required = true,
                            description = "haproxy, nginx, nftables, ipvs, kubernetes or nlb-terraform.")
                    String type,
            @Option(names = "--address", description = "The address of the balancer that clients dial.") @Nullable
                    String address,
            @Option(names = "--node", description = "The address where the balancer reaches this node.") @Nullable
                    String node) {
        var query = new StringBuilder("?type=").append(Ctl.segment(type));
        appendIfGiven(query, "&address=", address);
        appendIfGiven(query, "&node=", node);
        String text = ctl().server().text(path(name) + "/lb-config" + query);
        ctl().out()
                .print(ctl().json ? new JsonObject().put("configuration", text).encodePrettily() + "\n" : text);
        ctl().out().flush();
        return 0;
    }

    private static void appendIfGiven(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append(name).append(Ctl.segment(value));
        }
    }

    @Command(description = "Remove an endpoint that serves no tenant any more.")
    int delete(@Parameters(paramLabel = "NAME") String name) {
        return ctl().removed(ctl().server().delete(path(name)));
    }

    private static String path(String name) {
        return "/endpoints/" + Ctl.segment(name);
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }

    private static String ports(JsonObject endpoint) {
        return endpoint.getJsonArray("listeners").stream()
                .map(listener -> String.valueOf(((JsonObject) listener).getInteger("port")))
                .collect(Collectors.joining(", "));
    }
}
