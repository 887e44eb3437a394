package dev.berth.load;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One figure of a scenario that the first server shall reach beside the others of the same run.
///
/// @param what in words, such as `rate, of the best peer's`
/// @param figure computes it; empty where a server to compare with is not there
/// @param bound what it shall be
/// @param least whether `bound` is the least, or else the most
record Goal(String what, Figure figure, double bound, boolean least) {

    /// Computes a figure.
    interface Figure {
        OptionalDouble of(Compared compared);
    }

    /// What all servers reached in a scenario.
    ///
    /// @param first the server that is judged
    /// @param peers of the others, those that are real servers, by name
    /// @param limit what the least of servers reached, if it ran: none or one
    record Compared(Scenario scenario, Measured first, Map<String, Measured> peers, Collection<Measured> limit) {

        static Compared of(Scenario scenario, Map<Server, Measured> medians) {
            List<Map.Entry<Server, Measured>> others =
                    medians.entrySet().stream().skip(1).toList();
            return new Compared(
                    scenario,
                    medians.values().iterator().next(),
                    others.stream()
                            .filter(one -> !one.getKey().isLimit())
                            .collect(Collectors.toMap(one -> one.getKey().name(), Map.Entry::getValue)),
                    others.stream()
                            .filter(one -> one.getKey().isLimit())
                            .map(Map.Entry::getValue)
                            .toList());
        }

        OptionalDouble rateOf(Collection<Measured> others) {
            double best = others.stream()
                    .mapToDouble(one -> one.rate(scenario.unit()))
                    .max()
                    .orElse(0);
            return best > 0 ? OptionalDouble.of(first.rate(scenario.unit()) / best) : OptionalDouble.empty();
        }

        OptionalDouble cpuOf(Collection<Measured> others) {
            OptionalDouble best = others.stream()
                    .flatMap(one -> one.cpuPerGiB().stream())
                    .mapToDouble(cpu -> cpu)
                    .filter(cpu -> cpu > 0)
                    .min();
            return best.isPresent() && first.cpuPerGiB().isPresent()
                    ? OptionalDouble.of(first.cpuPerGiB().get() / best.getAsDouble())
                    : OptionalDouble.empty();
        }

        /// The p99, against that of the peer with the lowest.
        OptionalDouble tail() {
            return peers.values().stream()
                    .filter(one -> one.operations() > 0)
                    .mapToDouble(one -> first.millis(99) / one.millis(99))
                    .max();
        }
    }

    static Goal ofPeer(double least) {
        return new Goal(
                "rate, of the best peer's",
                compared -> compared.rateOf(compared.peers().values()),
                least,
                true);
    }

    /// @param names of the peers that it is to be this much faster than; those that did not run do not count
    static Goal of(double least, String... names) {
        return new Goal(
                "rate, of " + String.join("'s and ", names) + "'s",
                compared -> compared.rateOf(Stream.of(names)
                        .flatMap(name -> Stream.ofNullable(compared.peers().get(name)))
                        .toList()),
                least,
                true);
    }

    static Goal ofLimit(double least) {
        return new Goal("rate, of the limit's", compared -> compared.rateOf(compared.limit()), least, true);
    }

    static Goal cpuOfPeer(double most) {
        return new Goal(
                "CPU, of the thriftiest peer's",
                compared -> compared.cpuOf(compared.peers().values()),
                most,
                false);
    }

    static Goal cpuOfLimit(double most) {
        return new Goal("CPU, of the limit's", compared -> compared.cpuOf(compared.limit()), most, false);
    }

    static Goal tailOfPeer() {
        return new Goal("p99, of the best peer's", Compared::tail, 1, false);
    }

    /// Whether a figure is as it shall be; as precise as it is printed.
    boolean isMet(double reached) {
        double rounded = Math.round(reached * 100) / 100.0;
        return least ? rounded >= bound : rounded <= bound;
    }
}
