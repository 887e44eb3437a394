package dev.berth.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;

/// Finds out which ports could be opened.
public final class FreePorts {

    private FreePorts() {}

    /// Opens and closes each port on each address, on a worker thread.
    ///
    /// @param addresses literals
    /// @return the ports that cannot be opened on one of them
    public static Future<List<Integer>> taken(Vertx vertx, List<String> addresses, List<Integer> ports) {
        return vertx.executeBlocking(
                        () -> ports.stream()
                                .filter(port -> addresses.stream().anyMatch(address -> isTaken(address, port)))
                                .toList(),
                        false)
                .map(Objects::requireNonNull);
    }

    private static boolean isTaken(String address, int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true); // as the real ones have it: connections of before do not count
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1);
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
