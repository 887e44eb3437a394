package dev.berth.admin.change;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.bus.Address;
import dev.berth.bus.Applied;
import dev.berth.bus.Applied.Fault;
import dev.berth.bus.PortsAnswer;
import dev.berth.bus.PortsRequest;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Looks before a change whether this node could open its new ports, and after it whether it could.
public final class PortGuard {

    private static final long LONGEST_MILLIS = 3_000;
    private static final int NAMED = 10;

    /// Of a change that is taken back.
    public static final String TAKEN_BACK = "; nothing was changed";

    private final Vertx vertx;
    private final String node;
    private final Supplier<Set<Integer>> own;

    /// @param node this node
    /// @param own the ports on which it speaks HTTP
    public PortGuard(Vertx vertx, String node, Supplier<Set<Integer>> own) {
        this.vertx = vertx;
        this.node = node;
        this.own = own;
    }

    /// Refuses ports that cannot be opened. Who does not answer in time refuses nothing: the change itself will
    /// show.
    ///
    /// @return fails with a [Problem] of the kind `CONFLICT` that names the ports
    public Future<Void> requireFree(Ports wanted, Ports before) {
        List<Integer> more = wanted.beyond(before);
        List<FieldFault> faults = new ArrayList<>();
        more.stream()
                .filter(own.get()::contains)
                .forEach(port -> faults.add(FieldFault.of(
                        wanted.fieldOf(port),
                        wanted.valueOf(port),
                        port + " is the port of the admin API or the health listener of node " + node)));
        if (!faults.isEmpty()) {
            return Future.failedFuture(Problem.conflict(faults));
        }
        return more.isEmpty() ? Future.succeededFuture() : probe(more, wanted);
    }

    private Future<Void> probe(List<Integer> ports, Ports wanted) {
        return vertx.eventBus()
                .<JsonObject>request(
                        Address.ports(node),
                        new PortsRequest(ports).toJson(),
                        new DeliveryOptions().setSendTimeout(LONGEST_MILLIS))
                .map(reply -> PortsAnswer.fromJson(reply.body()).taken())
                .otherwise(List.of())
                .compose(taken -> taken.isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.conflict(taken(taken, wanted))));
    }

    private List<FieldFault> taken(List<Integer> ports, Ports wanted) {
        return ports.stream()
                .limit(NAMED)
                .map(port -> FieldFault.of(
                        wanted.fieldOf(port),
                        wanted.valueOf(port),
                        port + " cannot be opened on node " + node + "; another program may have it"))
                .toList();
    }

    /// What a change has not brought about that concerns its new ports; empty if all is well.
    ///
    /// @param tenant the tenant that was changed, if it was one
    /// @param endpoints the names of the endpoints whose ports these are
    /// @param then what becomes of the change, for the end of a sentence
    public static List<FieldFault> failures(
            Ports wanted,
            Ports before,
            List<Applied> answered,
            Optional<Slug> tenant,
            Set<String> endpoints,
            String then) {
        List<FieldFault> faults = new ArrayList<>();
        for (Applied applied : answered) {
            applied.ports().stream()
                    .filter(ports -> tenant.filter(ports.tenant()::equals).isPresent())
                    .flatMap(ports -> ports.failed().stream())
                    .filter(port -> wanted.has(port) && !before.has(port))
                    .limit(NAMED)
                    .forEach(port -> faults.add(fault(
                            wanted.fieldOf(port), wanted.valueOf(port), port + " cannot be opened", applied, then)));
            if (!wanted.beyond(before).isEmpty()) {
                applied.faults().stream()
                        .filter(fault -> fault.kind() == Fault.Kind.ENDPOINT && endpoints.contains(fault.name()))
                        .forEach(fault -> faults.add(fault("listeners", fault.name(), fault.text(), applied, then)));
            }
        }
        return faults;
    }

    private static FieldFault fault(String field, String value, String what, Applied applied, String then) {
        return FieldFault.of(field, value, what + " (node " + applied.node() + ")" + then);
    }
}
