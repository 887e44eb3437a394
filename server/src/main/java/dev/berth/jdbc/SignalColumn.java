package dev.berth.jdbc;

import dev.berth.endpoint.Signal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What a listener takes notice of, as a column: the words of the signals in their order, separated by spaces.
final class SignalColumn {

    private SignalColumn() {}

    static Set<Signal> read(String column) {
        return Arrays.stream(column.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Signal::parse)
                .collect(Collectors.toUnmodifiableSet());
    }

    static String write(Set<Signal> signals) {
        return Signal.inOrder(signals).stream().map(Signal::word).collect(Collectors.joining(" "));
    }
}
