package dev.berth.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// Transfers that send as fast as they may, on a virtual clock whose timers are late as real ones are.
final class Rush {

    private static final long LONGEST_WAIT = 250_000_000;
    private static final long LATEST = 15_000_000;
    private static final long MOST = 2 << 20;

    private final Random late;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private final List<long[]> sent = new ArrayList<>();
    private long now;

    /// @param seed of how late timers are
    Rush(long now, long seed) {
        this.now = now;
        this.late = new Random(seed);
    }

    /// @param piece how many octets it waits to send; 0 for the next
    private record Due(long at, int number, Passage passage, long piece) {}

    /// A transfer that is always ready.
    ///
    /// @return its number, for [#octets]
    int add(Passage passage) {
        sent.add(new long[1]);
        due.add(new Due(now, sent.size() - 1, passage, 0));
        return sent.size() - 1;
    }

    long now() {
        return now;
    }

    /// How many octets a transfer has sent.
    long octets(int number) {
        return sent.get(number)[0];
    }

    long octets() {
        return sent.stream().mapToLong(each -> each[0]).sum();
    }

    /// Lets time go on.
    void run(double seconds) {
        long end = now + (long) (seconds * 1e9);
        while (!due.isEmpty() && due.peek().at() <= end) {
            Due next = due.remove();
            now = next.at();
            long piece = next.piece() == 0 ? next.passage().piece(MOST) : next.piece();
            long rest = next.passage().isFree() ? 0 : next.passage().ask(piece, now);
            if (rest == 0) {
                sent.get(next.number())[0] += piece;
                due.add(new Due(now + 1 + late.nextInt(20_000), next.number(), next.passage(), 0));
            } else {
                long timer = Math.min(rest, LONGEST_WAIT) / 1_000_000 * 1_000_000 + 1_000_000;
                due.add(new Due(now + timer + late.nextLong(LATEST), next.number(), next.passage(), piece));
            }
        }
        now = end;
    }
}
