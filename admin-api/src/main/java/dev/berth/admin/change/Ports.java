package dev.berth.admin.change;

import dev.berth.endpoint.Listener;
import dev.berth.endpoint.PassiveRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The ports that a tenant or an endpoint has or shall have.
///
/// @param field what requests call the range
public record Ports(String field, Optional<PassiveRange> range, List<Listener> listeners) {

    public Ports {
        listeners = List.copyOf(listeners);
    }

    /// None.
    public static Ports none() {
        return new Ports("", Optional.empty(), List.of());
    }

    Set<Integer> control() {
        return listeners.stream().map(Listener::port).collect(Collectors.toSet());
    }

    boolean has(int port) {
        return range.filter(ports -> ports.contains(port)).isPresent()
                || control().contains(port);
    }

    /// Those that `before` has not.
    List<Integer> beyond(Ports before) {
        IntStream passive = range.map(ports -> IntStream.rangeClosed(ports.first(), ports.last()))
                .orElse(IntStream.empty());
        return IntStream.concat(control().stream().mapToInt(Integer::intValue), passive)
                .filter(port -> !before.has(port))
                .sorted()
                .boxed()
                .toList();
    }

    /// The field and the value that a port comes from.
    String fieldOf(int port) {
        return IntStream.range(0, listeners.size())
                .filter(i -> listeners.get(i).port() == port)
                .mapToObj(i -> "listeners[" + i + "].port")
                .findFirst()
                .orElse(field);
    }

    String valueOf(int port) {
        return control().contains(port)
                ? Integer.toString(port)
                : range.map(PassiveRange::toString).orElse("");
    }
}
