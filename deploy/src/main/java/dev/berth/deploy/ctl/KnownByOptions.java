package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a tenant is known by where several share a port, as options of several commands.
final class KnownByOptions {

    private static final List<String> NONE = List.of("none");

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "A domain of its own, for user@NAME, HOST and TLS. May be repeated; none for no domain.")
    @Nullable
    List<String> domains;

    @Option(
            names = "--destination",
            paramLabel = "ADDRESS[:PORT]",
            description =
                    "An address of a load balancer that is dialled for this tenant only. May be repeated; none for no"
                            + " address.")
    @Nullable
    List<String> destinations;

    /// Puts them into a request, if any are given.
    void putInto(JsonObject body) {
        put(body, "domains", domains);
        put(body, "destinations", destinations);
    }

    private static void put(JsonObject body, String name, @Nullable List<String> given) {
        if (given != null) {
            body.put(name, given.equals(NONE) ? new JsonArray() : new JsonArray(given));
        }
    }
}
