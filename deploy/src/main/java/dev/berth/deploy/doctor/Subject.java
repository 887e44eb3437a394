package dev.berth.deploy.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// What the admin API tells of a tenant that is to be examined.
///
/// @param slug the tenant
/// @param status such as `active`
/// @param doors its control ports
/// @param ports its passive ports, both ends, its own or those of the pool that it shares
/// @param closedPorts those that the node could not open
/// @param faults what the node could not bring into force, in its words
/// @param clashes who else has some of the ports, in words
/// @param ephemeral the ports that the node's system takes for outgoing connections, without those it leaves alone
/// @param active whether PORT and EPRT are allowed
/// @param rules what 227 tells, and to whom
public record Subject(
        String slug,
        String status,
        List<Door> doors,
        Ports ports,
        List<Integer> closedPorts,
        List<String> faults,
        List<String> clashes,
        Ephemeral ephemeral,
        boolean active,
        List<Rule> rules) {

    public Subject {
        doors = List.copyOf(doors);
        closedPorts = List.copyOf(closedPorts);
        faults = List.copyOf(faults);
        clashes = List.copyOf(clashes);
        rules = List.copyOf(rules);
    }

    /// A control port.
    ///
    /// @param tls `none`, `explicit`, `required` or `implicit`
    /// @param proxy `off` or `required`
    /// @param prefix what is sent before the user's name there
    /// @param suffix what is sent after it
    /// @param host what HOST has to name before; empty for nothing
    public record Door(int port, String tls, String proxy, String prefix, String suffix, String host) {}

    /// An external address rule.
    ///
    /// @param clients the network it is for
    /// @param address as it was set
    /// @param resolved what the node tells for a DNS name
    public record Rule(String clients, String address, List<String> resolved) {

        public Rule {
            resolved = List.copyOf(resolved);
        }
    }

    /// The ports that the system of the node uses itself.
    ///
    /// @param range both ends
    /// @param reserved whether the passive ports are left alone (net.ipv4.ip_local_reserved_ports)
    public record Ephemeral(Ports range, boolean reserved) {}

    /// Consecutive ports; none if `last` is below `first`.
    public record Ports(int first, int last) {

        /// Reads `30000-30099`; anything else is none.
        public static Ports parse(String text) {
            return text.matches("\\d{1,5}-\\d{1,5}")
                    ? new Ports(
                            Integer.parseInt(text.substring(0, text.indexOf('-'))),
                            Integer.parseInt(text.substring(text.indexOf('-') + 1)))
                    : new Ports(1, 0);
        }

        int size() {
            return Math.max(0, last - first + 1);
        }

        boolean has(int port) {
            return first <= port && port <= last;
        }

        boolean meets(Ports other) {
            return size() > 0 && other.size() > 0 && first <= other.last && other.first <= last;
        }

        @Override
        public String toString() {
            return size() == 0 ? "none" : first + "-" + last;
        }
    }

    /// Reads what the API has answered.
    public static Subject of(JsonObject told) {
        JsonObject ephemeral = told.getJsonObject("ephemeral", new JsonObject());
        return new Subject(
                told.getString("tenant"),
                told.getString("status"),
                objects(told, "listeners").stream()
                        .map(door -> new Door(
                                door.getInteger("port"),
                                door.getString("tls"),
                                door.getString("proxy"),
                                door.getString("prefix", ""),
                                door.getString("suffix", ""),
                                door.getString("host", "")))
                        .toList(),
                Ports.parse(told.getString("ports", "")),
                told.getJsonArray("closedPorts", new JsonArray()).stream()
                        .map(Integer.class::cast)
                        .toList(),
                texts(told, "faults"),
                texts(told, "clashes"),
                new Ephemeral(Ports.parse(ephemeral.getString("ports", "")), ephemeral.getBoolean("reserved", false)),
                told.getBoolean("active"),
                objects(told, "external").stream()
                        .map(rule ->
                                new Rule(rule.getString("clients"), rule.getString("address"), texts(rule, "resolved")))
                        .toList());
    }

    private static List<JsonObject> objects(JsonObject of, String name) {
        return of.getJsonArray(name, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> texts(JsonObject of, String name) {
        return of.getJsonArray(name, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }
}
