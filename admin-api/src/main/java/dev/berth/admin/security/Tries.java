package dev.berth.admin.security;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often a password of an administrator may be wrong: so often from one address for one name, so often from one
/// address, so often for one name; each comes back evenly within [#WINDOW]. Who has used up his tries waits, and
/// costs no verification. Of this node; lives on the context of the API.
public final class Tries {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int OF_BOTH = 5;
    private static final int OF_ADDRESS = 30;
    private static final int OF_NAME = 100;
    private static final int MOST = 10_000;
    private static final int NETWORK_OCTETS = 8;

    private final LongSupplier clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /// @param clock nanoseconds that pass
    public Tries(LongSupplier clock) {
        this.clock = clock;
    }

    private record Bucket(double left, long at) {}

    private record Line(String key, int most) {}

    /// Takes a try, before the password is verified, so that many at once are not more than one after the other.
    ///
    /// @param address where it comes from
    /// @param name whose password, with the tenant
    /// @throws Problem 429 if there is none left
    public void take(String address, String name) {
        List<Line> lines = lines(address, name);
        for (Line line : lines) {
            double left = left(line);
            if (left < 1) {
                long seconds = Math.round(Math.ceil((1 - left) * WINDOW.toSeconds() / line.most()));
                throw Problem.of(Kind.TOO_MANY, "Too many logins have failed; try again in " + seconds + " seconds")
                        .with("retryAfter", seconds);
            }
        }
        lines.forEach(line -> put(line, left(line) - 1));
    }

    /// The password was right, or nobody has looked at it.
    public void giveBack(String address, String name) {
        lines(address, name).forEach(line -> put(line, Math.min(line.most(), left(line) + 1)));
    }

    private double left(Line line) {
        Bucket bucket = buckets.get(line.key());
        if (bucket == null) {
            return line.most();
        }
        double back = (double) (clock.getAsLong() - bucket.at()) / WINDOW.toNanos() * line.most();
        return Math.min(line.most(), bucket.left() + back);
    }

    private void put(Line line, double left) {
        buckets.put(line.key(), new Bucket(left, clock.getAsLong()));
    }

    private static List<Line> lines(String address, String name) {
        String network = network(address);
        return List.of(
                new Line("both " + network + " " + name, OF_BOTH),
                new Line("address " + network, OF_ADDRESS),
                new Line("name " + name, OF_NAME));
    }

    /// An IPv6 customer has a network of addresses.
    private static String network(String address) {
        try {
            byte[] octets = InetAddress.ofLiteral(address).getAddress();
            return octets.length == 4 ? address : HexFormat.of().formatHex(Arrays.copyOf(octets, NETWORK_OCTETS));
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
