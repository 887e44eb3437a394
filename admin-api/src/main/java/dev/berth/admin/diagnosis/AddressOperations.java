package dev.berth.admin.diagnosis;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Filters;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.endpoint.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/diagnosis/address`: what 227 tells a client, and by which rule.
public final class AddressOperations {

    private static final String CLIENT = "client";
    private static final String DIALLED = "dialled";

    private final Directory directory;
    private final NodeNetwork network;

    public AddressOperations(Directory directory, NodeNetwork network) {
        this.directory = directory;
        this.network = network;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(new Operation("explainAddress", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::explain));
    }

    private Future<Answer> explain(Call call) {
        InetAddress client = Filters.address(call, CLIENT)
                .orElseThrow(() -> Problem.invalid(
                        List.of(FieldFault.of(CLIENT, "(missing)", "the address of a client, IPv4 or IPv6"))));
        Optional<InetAddress> dialled = Filters.address(call, DIALLED);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> Answer.ok(explain(berth, client, dialled)));
    }

    private JsonObject explain(Berth berth, InetAddress client, Optional<InetAddress> dialled) {
        var json = new JsonObject().put(CLIENT, client.getHostAddress());
        Optional<ExternalRule> rule = ExternalRule.first(berth.external(), client);
        rule.ifPresent(found -> json.put(
                "rule",
                new JsonObject()
                        .put("place", berth.external().indexOf(found))
                        .put("clients", found.match().toString())
                        .put("address", found.address().toString())));
        Optional<InetAddress> told =
                told(rule.map(ExternalRule::address).orElse(new ExternalAddress.Auto()), client, dialled);
        told.ifPresent(address -> json.put("told", address.getHostAddress()));
        return told.isPresent() && told.get() instanceof Inet4Address ipv4
                ? verdict(json, client, ipv4, dialled)
                : json.put("sentence", withoutAddress(rule, dialled));
    }

    private Optional<InetAddress> told(ExternalAddress address, InetAddress client, Optional<InetAddress> dialled) {
        return switch (address) {
            case ExternalAddress.Auto _ -> dialled.map(inside -> network.automatic(client, inside));
            case ExternalAddress.ListenerAddress _ -> dialled;
            case ExternalAddress.Fixed fixed -> Optional.of(fixed.address());
            case ExternalAddress.Name name -> {
                List<Inet4Address> known = network.told(name.name());
                boolean has = dialled.filter(Inet4Address.class::isInstance)
                        .filter(known::contains)
                        .isPresent();
                yield known.isEmpty() || has ? dialled : Optional.of(known.getFirst());
            }
        };
    }

    private static JsonObject verdict(
            JsonObject json, InetAddress client, Inet4Address told, Optional<InetAddress> dialled) {
        boolean reaches = PublicAddress.reaches(client, told);
        boolean same = dialled.isEmpty() || dialled.get().equals(told);
        json.put("reachable", reaches);
        if (!reaches) {
            return json.put("sentence", "the client is on the internet, and " + told.getHostAddress() + " is not")
                    .put("remedy", "set auto, or the address that the clients dial");
        }
        return same
                ? json.put("sentence", "227 tells " + told.getHostAddress())
                : json.put(
                                "sentence",
                                "227 tells " + told.getHostAddress() + ", and the client has dialled "
                                        + dialled.get().getHostAddress()
                                        + "; clients that go to the address they have dialled need the ports there")
                        .put("remedy", "set auto, or let both addresses lead to this node");
    }

    private static String withoutAddress(Optional<ExternalRule> rule, Optional<InetAddress> dialled) {
        if (dialled.isPresent()) {
            return "the client has dialled an IPv6 address: PASV is refused, and EPSV tells no address";
        }
        return rule.map(ExternalRule::address)
                        .filter(ExternalAddress.Name.class::isInstance)
                        .isPresent()
                ? "the name has never been resolved here; 227 tells the address that the client has dialled"
                : "227 tells the address that the client has dialled";
    }
}
