package dev.berth.admin.problem;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Times as requests bring them.
public final class Times {

    /// The rule in words, for messages.
    public static final String RULE = "a time such as 2027-01-31T12:00:00Z";

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /// The time of a text.
    ///
    /// @throws IllegalArgumentException if the text breaks [#RULE]
    public static Instant parse(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException("a time is " + RULE);
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a time is " + RULE, e);
        }
    }
}
