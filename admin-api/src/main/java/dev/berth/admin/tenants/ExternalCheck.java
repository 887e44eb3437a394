package dev.berth.admin.tenants;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.endpoint.PublicAddress;
import io.vertx.core.Future;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Refuses external address rules that would tell clients on the internet an address that is not on it. Most clients
/// that obey 227 hang then, and say nothing of the reason.
public final class ExternalCheck {

    /// Where requests have the rules.
    public static final String RULES = "passive.external";

    private static final String ADVICE =
            "; give auto or a public address, let the rule be for the clients of a private network only, or say force";

    private final NodeNetwork network;

    /// @param network where DNS names are looked up
    public ExternalCheck(NodeNetwork network) {
        this.network = network;
    }

    /// Looks at rules before they are stored.
    ///
    /// @param field where the request has the rules
    /// @return fails with a [Problem] that names each rule at fault
    public Future<Void> check(String field, List<ExternalRule> rules) {
        List<Future<Optional<FieldFault>>> judged = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            judged.add(judge(field + "[" + i + "].address", rules.get(i)));
        }
        return Future.all(judged).compose(all -> {
            List<FieldFault> faults = judged.stream()
                    .map(Future::result)
                    .flatMap(Optional::stream)
                    .toList();
            return faults.isEmpty() ? Future.succeededFuture() : Future.failedFuture(Problem.invalid(faults));
        });
    }

    private Future<Optional<FieldFault>> judge(String field, ExternalRule rule) {
        if (!PublicAddress.mayBeIn(rule.match())) {
            return Future.succeededFuture(Optional.empty());
        }
        return switch (rule.address()) {
            case ExternalAddress.Auto _, ExternalAddress.ListenerAddress _ ->
                Future.succeededFuture(Optional.empty()); // that depends on where a client arrives, and is counted
            case ExternalAddress.Fixed fixed ->
                Future.succeededFuture(fault(field, rule, List.of(fixed.address()), ""));
            case ExternalAddress.Name name ->
                network.resolve(name.name())
                        .map(addresses -> fault(field, rule, addresses, " stands for"))
                        .otherwise(Optional.empty()); // a name may be made after its rule; until then it is as auto
        };
    }

    private static Optional<FieldFault> fault(
            String field, ExternalRule rule, List<Inet4Address> addresses, String verb) {
        return addresses.stream()
                .filter(address -> !PublicAddress.is(address))
                .findFirst()
                .map(address -> FieldFault.of(
                        field,
                        rule.address().toString(),
                        (verb.isEmpty() ? "is" : verb.strip()) + " an address that cannot be reached from the internet"
                                + (verb.isEmpty() ? "" : " (" + address.getHostAddress() + ")")
                                + ", and clients of " + rule.match() + " may be there" + ADVICE));
    }
}
