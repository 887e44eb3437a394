package dev.berth.endpoint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Consecutive passive ports, both ends included: `30000-30099`.
///
/// @param first 1024 to 65535
/// @param last `first` to 65535
public record PassiveRange(int first, int last) {

    /// The rule in words, for messages.
    public static final String RULE = "FIRST-LAST, both 1024 to 65535, FIRST not above LAST, such as 30000-30099";

    /// How many ports a tenant should have: with fewer, clients behind one address wait for each other.
    public static final int FEW = 8;

    private static final Pattern FORM = Pattern.compile("(\\d{4,5})-(\\d{4,5})");

    public PassiveRange {
        if (first < 1024 || last > 65535 || first > last) {
            throw new IllegalArgumentException("a passive range is " + RULE);
        }
    }

    /// Reads `30000-30099`.
    ///
    /// @throws IllegalArgumentException if the text breaks [#RULE]
    public static PassiveRange parse(String text) {
        Matcher ends = FORM.matcher(text);
        if (!ends.matches()) {
            throw new IllegalArgumentException("a passive range is " + RULE);
        }
        return new PassiveRange(Integer.parseInt(ends.group(1)), Integer.parseInt(ends.group(2)));
    }

    /// How many ports.
    public int size() {
        return last - first + 1;
    }

    /// What comes of so few ports, for people; empty if there are enough.
    public static Optional<String> shortage(int ports) {
        return ports >= FEW
                ? Optional.empty()
                : Optional.of(
                        "there are only " + ports + ": clients behind one address that open several connections at"
                                + " the same time have to wait, and some give up");
    }

    /// [#shortage(int)] with what to do about it; empty if there are enough.
    public Optional<String> warning() {
        return shortage(size())
                .map(sentence -> "passive ports " + this + ": " + sentence + "; give the tenant at least " + FEW);
    }

    /// The same of a pool that the tenants of an endpoint share.
    public Optional<String> warningOfPool() {
        return shortage(size())
                .map(sentence ->
                        "shared passive ports " + this + ": " + sentence + "; give the endpoint at least " + FEW);
    }

    /// Whether `port` is one of them.
    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    /// Whether a port is in both.
    public boolean overlaps(PassiveRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
