package dev.berth.control;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The lines that a client has sent and that were not answered yet, in order. When they are many, the client is not
/// read from for a while.
final class WaitingLines {

    private static final int MOST = 64;
    private static final int MOST_OCTETS = 16 << 10;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private int octets;

    void add(String line) {
        lines.add(line);
        octets += line.length();
    }

    /// Takes the oldest; null if there is none.
    @Nullable
    String poll() {
        String line = lines.poll();
        octets -= line == null ? 0 : line.length();
        return line;
    }

    /// All of them, from the oldest on; they may be taken out with [#remove].
    Iterator<String> iterator() {
        return lines.iterator();
    }

    /// Takes out what the iterator gave last.
    void remove(Iterator<String> at, String line) {
        at.remove();
        octets -= line.length();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void clear() {
        lines.clear();
        octets = 0;
    }

    /// Whether it is time to stop reading.
    boolean isFull() {
        return lines.size() >= MOST || octets >= MOST_OCTETS;
    }

    /// Whether it is time to read on.
    boolean hasRoom() {
        return lines.size() < MOST / 2 && octets < MOST_OCTETS / 2;
    }
}
