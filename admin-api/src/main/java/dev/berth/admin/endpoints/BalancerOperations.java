package dev.berth.admin.endpoints;

import static dev.berth.account.Administrator.Role.OPERATOR;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Filters;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import dev.berth.endpoint.balancer.BalancedEndpoint;
import dev.berth.endpoint.balancer.BalancedEndpoint.Node;
import dev.berth.endpoint.balancer.BalancerType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `/endpoints/{endpoint}/lb-config`: what a load balancer before an endpoint is told. This node is the one that it
/// leads to.
public final class BalancerOperations {

    private static final String TYPE = "type";
    private static final String ADDRESS = "address";
    private static final String NODE = "node";
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    private final Directory directory;
    private final NodeNetwork network;
    private final Optional<Integer> health;
    private final String node;

    /// @param health the port on which the node tells whether it is ready
    /// @param node this node's id
    public BalancerOperations(Directory directory, NodeNetwork network, Optional<Integer> health, String node) {
        this.directory = directory;
        this.network = network;
        this.health = health;
        this.node = node;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(new Operation("getBalancerConfiguration", Set.of(OPERATOR), this::get));
    }

    private Future<Answer> get(Call call) {
        String word = call.filter(TYPE).orElse("(missing)");
        BalancerType type =
                BalancerType.parse(word).orElseThrow(() -> refused(TYPE, word, "one of " + BalancerType.NAMES));
        Optional<InetAddress> address = Filters.address(call, ADDRESS);
        if (address.isEmpty() && type.needsAddress()) {
            throw refused(ADDRESS, "(missing)", "the address that clients dial, IPv4 or IPv6");
        }
        InetAddress target = Filters.address(call, NODE)
                .or(this::own)
                .orElseThrow(() -> refused(
                        NODE, "(missing)", "the address where the balancer reaches this node; node.bind names none"));
        String name = call.path().get("endpoint");
        return directory.topology().map(topology -> {
            Endpoint endpoint = topology.endpoints().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such endpoint"));
            var nodes = List.of(new Node(node, target, ranges(topology, endpoint)));
            return answer(type, BalancedEndpoint.of(endpoint, address, health, nodes), topology.revision());
        });
    }

    private static Answer answer(BalancerType type, BalancedEndpoint endpoint, long revision) {
        type.objection(endpoint).ifPresent(why -> {
            throw refused(TYPE, type.word(), why);
        });
        String text = type.write(endpoint);
        String head = "# Endpoint %s at revision %d; sha256 of what follows this line: %s%n"
                .formatted(endpoint.name(), revision, sha256(text));
        return Answer.ok("text/plain; charset=utf-8", Buffer.buffer(head + text))
                .tagged(revision);
    }

    /// The pool that tenants share, and the ranges of those who have their own.
    private static List<PassiveRange> ranges(Topology topology, Endpoint endpoint) {
        return Stream.concat(
                        endpoint.sharedPool().stream(),
                        topology.berths().stream()
                                .filter(berth -> berth.endpoints().contains(endpoint.id()))
                                .map(Berth::range)
                                .flatMap(Optional::stream))
                .toList();
    }

    private Optional<InetAddress> own() {
        return network.bound().stream()
                .filter(address -> !EVERYWHERE.contains(address))
                .findFirst()
                .map(InetAddress::ofLiteral);
    }

    private static Problem refused(String field, String value, String rule) {
        return Problem.invalid(List.of(FieldFault.of(field, value, rule)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
