package dev.berth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Finds consecutive ports that nobody uses. They lie outside the range from which the system takes the ports of
/// outgoing connections, so that none is taken between the probe and its use but by another test; who then finds
/// one taken asks for another block.
final class NodeUnderTestPorts {

    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_000;
    private static final int ATTEMPTS = 200;

    private NodeUnderTestPorts() {}

    /// Finds a free block.
    ///
    /// @param count how many ports, up to 1,000
    /// @return the first of them
    static int free(int count, List<String> addresses) throws IOException {
        int[] bounds = bounds();
        for (int i = 0; i < ATTEMPTS; i++) {
            int first = ThreadLocalRandom.current().nextInt(bounds[0], bounds[1] - count);
            if (isFree(first, count, addresses)) {
                return first;
            }
        }
        throw new IOException("no " + count + " free ports between " + bounds[0] + " and " + bounds[1]);
    }

    private static int[] bounds() throws IOException {
        if (!Files.isReadable(EPHEMERAL)) {
            return new int[] {LOWEST, 32_768};
        }
        // In one read: the kernel gives a file of /proc/sys only once.
        String[] ends = Files.readAllLines(EPHEMERAL).getFirst().strip().split("\\s+", -1);
        int from = Integer.parseInt(ends[0]);
        return from - LOWEST > 5_000 ? new int[] {LOWEST, from} : new int[] {Integer.parseInt(ends[1]) + 1, 65_536};
    }

    private static boolean isFree(int first, int count, List<String> addresses) throws IOException {
        List<ServerSocket> probes = new ArrayList<>();
        try {
            for (int port = first; port < first + count; port++) {
                for (String address : addresses) {
                    var probe = new ServerSocket();
                    probes.add(probe);
                    probe.setReuseAddress(true);
                    probe.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
                }
            }
            return true;
        } catch (IOException taken) {
            return false;
        } finally {
            for (ServerSocket probe : probes) {
                probe.close();
            }
        }
    }
}
