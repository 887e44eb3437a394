package dev.berth.deploy.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Knocks at the passive ports, many at the same time. They are always open on the node, so that whatever does not
/// answer is closed on the way.
final class RangeProbe {

    private static final int MOST = 64;
    private static final int NAMED = 5;

    private final Subject subject;
    private final Duration patience;

    private enum State {
        OPEN,
        SILENT,
        REFUSED
    }

    RangeProbe(Subject subject, Duration patience) {
        this.subject = subject;
        this.patience = patience;
    }

    List<Finding> run(InetAddress target) {
        if (subject.ports().size() == 0) {
            return List.of();
        }
        Map<Integer, State> states = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int port : sample()) {
                threads.execute(() -> states.put(port, knock(target, port)));
            }
        }
        return List.of(judge(target, new TreeMap<>(states)));
    }

    /// All of a small range; of a large one both ends and what lies evenly between.
    private List<Integer> sample() {
        Subject.Ports ports = subject.ports();
        int count = Math.min(MOST, ports.size());
        return IntStream.range(0, count)
                .map(i -> ports.first() + (int) ((long) i * (ports.size() - 1) / Math.max(1, count - 1)))
                .boxed()
                .toList();
    }

    private State knock(InetAddress target, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(target, port), (int) patience.toMillis());
            return State.OPEN;
        } catch (SocketTimeoutException _) {
            return State.SILENT;
        } catch (ConnectException | NoRouteToHostException _) {
            return State.REFUSED;
        } catch (IOException _) {
            return State.OPEN; // taken, and sent away before this side knew
        }
    }

    private Finding judge(InetAddress target, Map<Integer, State> states) {
        String what = "ports " + subject.ports() + " of " + Places.text(target);
        List<Integer> silent = all(states, State.SILENT);
        List<Integer> refused = all(states, State.REFUSED);
        refused.removeAll(subject.closedPorts());
        if (silent.size() == states.size()) {
            return Finding.broken(
                    "range-closed",
                    what,
                    "none of them answers; listings and transfers hang until the client gives up",
                    "open the ports " + subject.ports() + " in the firewall in front of the server");
        }
        if (refused.size() == states.size()) {
            return Finding.broken(
                    "range-not-forwarded",
                    what,
                    "all of them refuse connections; listings and transfers fail at once",
                    "forward the ports " + subject.ports()
                            + " to the server without changing their numbers; check that Berth runs there");
        }
        if (!silent.isEmpty() || !refused.isEmpty()) {
            return Finding.broken(
                    "range-partly-closed",
                    what,
                    (silent.isEmpty() ? "" : named(silent) + " do not answer; ")
                            + (refused.isEmpty() ? "" : named(refused) + " refuse; ")
                            + "some transfers work, and some do not",
                    "open and forward all of the ports " + subject.ports() + ", with the same numbers");
        }
        return Finding.well(
                what, states.size() == subject.ports().size() ? "all answer" : "all that were tried answer");
    }

    private static List<Integer> all(Map<Integer, State> states, State state) {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == state)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(java.util.ArrayList::new));
    }

    private static String named(List<Integer> ports) {
        String some = ports.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return ports.size() <= NAMED ? some : some + " and " + (ports.size() - NAMED) + " more";
    }
}
