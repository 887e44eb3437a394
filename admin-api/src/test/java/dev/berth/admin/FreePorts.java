package dev.berth.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Finds consecutive ports that nobody uses, below the range from which Linux takes those of outgoing connections.
final class FreePorts {

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private FreePorts() {}

    /// Finds a free block on 127.0.0.1.
    ///
    /// @return the first of them
    static int block(int count) {
        for (int i = 0; i < ATTEMPTS; i++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - count);
            if (isFree(first, count)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports");
    }

    private static boolean isFree(int first, int count) {
        List<ServerSocket> probes = new ArrayList<>();
        try {
            for (int port = first; port < first + count; port++) {
                var probe = new ServerSocket();
                probes.add(probe);
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
            return true;
        } catch (IOException _) {
            return false;
        } finally {
            probes.forEach(FreePorts::close);
        }
    }

    private static void close(ServerSocket probe) {
        try {
            probe.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
