package dev.berth.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Finds consecutive ports that nobody uses, outside the range of which the system takes the ports of outgoing
/// connections.
final class FreePorts {

    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_000;
    private static final int ATTEMPTS = 200;

    /// What was given latest: a port is free for a while until its server is there.
    private static final Deque<Block> LATEST = new ArrayDeque<>();

    private static final int REMEMBERED = 10;

    private FreePorts() {}

    private record Block(int first, int count) {

        boolean meets(Block other) {
            return first < other.first + other.count && other.first < first + count;
        }
    }

    /// The first of `count` free ports.
    static synchronized int block(int count) {
        try {
            // In one read: the kernel gives a file of /proc/sys only once.
            String[] ends = Files.readAllLines(EPHEMERAL).getFirst().strip().split("\\s+", -1);
            int from = Integer.parseInt(ends[0]);
            boolean below = from - LOWEST > 5_000;
            int low = below ? LOWEST : Integer.parseInt(ends[1]) + 1;
            int high = below ? from : 65_536;
            for (int i = 0; i < ATTEMPTS; i++) {
                int first = ThreadLocalRandom.current().nextInt(low, high - count);
                var block = new Block(first, count);
                if (LATEST.stream().noneMatch(block::meets) && isFree(first, count)) {
                    LATEST.addLast(block);
                    if (LATEST.size() > REMEMBERED) {
                        LATEST.removeFirst();
                    }
                    return first;
                }
            }
            throw new IOException("no " + count + " free ports between " + low + " and " + high);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isFree(int first, int count) throws IOException {
        List<ServerSocket> probes = new ArrayList<>();
        try {
            for (int port = first; port < first + count; port++) {
                for (String address : List.of("127.0.0.1", "::1")) {
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
