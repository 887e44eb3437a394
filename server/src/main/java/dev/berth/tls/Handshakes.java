package dev.berth.tls;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How many control connections are in a handshake, on the node and per client address: a handshake costs the server
/// much more than the client, and one that is never finished costs the client nothing. Sessions that have logged in
/// are not counted: their data connections begin one each at most.
public final class Handshakes {

    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    Handshakes(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /// Takes a seat.
    ///
    /// @return false if there is none
    public boolean begin(InetAddress client) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return false;
        }
        if (byAddress.merge(client, 1, Integer::sum) > mostPerAddress) {
            end(client);
            return false;
        }
        return true;
    }

    /// Gives a seat back.
    public void end(InetAddress client) {
        all.decrementAndGet();
        byAddress.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    /// How many there are.
    public int running() {
        return all.get();
    }
}
