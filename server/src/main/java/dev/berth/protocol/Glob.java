package dev.berth.protocol;

import java.util.Arrays;

/// A pattern for names, as shells have it: `*` stands for any octets, `?` for one, `[a-z]` and `[!a-z]` for one of a
/// set. All states of the matching are followed at once, as bits of a few words, so that its time grows with the
/// length of the name only, whatever the pattern.
public final class Glob {

    /// No name is longer, so a pattern with more single octets matches nothing.
    private static final int LONGEST_NAME = 255;

    private static final int OCTETS = 256;

    private final int length;
    private final int words;
    private final long[] stays;
    private final long[][] steps;

    private Glob(int length, long[] stays, long[][] steps) {
        this.length = length;
        this.words = stays.length;
        this.stays = stays;
        this.steps = steps;
    }

    /// Whether a name is a pattern: without `*`, `?` and `[` it only stands for itself.
    public static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
    }

    /// Reads a pattern; a `[` without its `]` stands for itself.
    ///
    /// @param pattern an octet string
    public static Glob of(String pattern) {
        int words = LONGEST_NAME / Long.SIZE + 1;
        var stays = new long[words];
        var steps = new long[OCTETS][words];
        int state = 0;
        int at = 0;
        while (at < pattern.length() && state <= LONGEST_NAME) {
            char c = pattern.charAt(at);
            int end = c == '[' ? endOfSet(pattern, at) : -1;
            if (c == '*') {
                set(stays, state);
                at++;
            } else if (end > 0) {
                addSet(steps, state++, pattern.substring(at + 1, end));
                at = end + 1;
            } else {
                addOne(steps, state++, c);
                at++;
            }
        }
        return new Glob(state, stays, steps);
    }

    /// Whether a name is one of those that the pattern stands for.
    ///
    /// @param name an octet string
    public boolean matches(String name) {
        if (length > LONGEST_NAME || name.length() > LONGEST_NAME) {
            return false;
        }
        var states = new long[words];
        states[0] = 1;
        for (int i = 0; i < name.length(); i++) {
            long[] step = steps[name.charAt(i) & 0xFF];
            long carry = 0;
            for (int word = 0; word < words; word++) {
                long moved = states[word] & step[word];
                states[word] = (moved << 1) | carry | (states[word] & stays[word]);
                carry = moved >>> (Long.SIZE - 1);
            }
        }
        return (states[length / Long.SIZE] & (1L << length)) != 0;
    }

    /// Where a set ends; a `]` right at its beginning belongs to it.
    private static int endOfSet(String pattern, int start) {
        int first = start + 1;
        if (first < pattern.length() && isNegation(pattern.charAt(first))) {
            first++;
        }
        return pattern.indexOf(']', first + 1);
    }

    private static boolean isNegation(char c) {
        return c == '!' || c == '^';
    }

    private static void addOne(long[][] steps, int state, char c) {
        if (c == '?') {
            for (long[] step : steps) {
                set(step, state);
            }
        } else {
            set(steps[c & 0xFF], state);
        }
    }

    private static void addSet(long[][] steps, int state, String set) {
        boolean negated = isNegation(set.charAt(0));
        var members = new boolean[OCTETS];
        int at = negated ? 1 : 0;
        while (at < set.length()) {
            char from = set.charAt(at);
            boolean isRange = at + 2 < set.length() && set.charAt(at + 1) == '-';
            char to = isRange ? set.charAt(at + 2) : from;
            if (from <= to) {
                Arrays.fill(members, from & 0xFF, (to & 0xFF) + 1, true);
            }
            at += isRange ? 3 : 1;
        }
        for (int octet = 0; octet < OCTETS; octet++) {
            if (members[octet] != negated) {
                set(steps[octet], state);
            }
        }
    }

    private static void set(long[] bits, int index) {
        if (index <= LONGEST_NAME) {
            bits[index / Long.SIZE] |= 1L << index;
        }
    }
}
