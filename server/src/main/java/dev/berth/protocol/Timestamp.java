package dev.berth.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `YYYYMMDDHHMMSS[.sss]` in UTC: the *time-val* of RFC 3659 §2.3.
public final class Timestamp {

    private static final Pattern FORM = Pattern.compile("\\d{12}(?:[0-5]\\d|60)(?:\\.(\\d{1,9})\\d*)?");

    private Timestamp() {}

    /// Appends the time; the fraction is left out when it is zero.
    public static void append(StringBuilder out, Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        int year = Math.clamp(time.getYear(), 0, 9999);
        two(out, year / 100);
        two(out, year % 100);
        two(out, time.getMonthValue());
        two(out, time.getDayOfMonth());
        two(out, time.getHour());
        two(out, time.getMinute());
        two(out, time.getSecond());
        appendFraction(out, time.getNano());
    }

    /// Appends what comes behind the second, if there is anything.
    static void appendFraction(StringBuilder out, int nanos) {
        int milliseconds = nanos / 1_000_000;
        if (milliseconds > 0) {
            out.append('.').append((char) ('0' + milliseconds / 100));
            two(out, milliseconds % 100);
        }
    }

    /// The time as text.
    public static String format(Instant instant) {
        var out = new StringBuilder(18);
        append(out, instant);
        return out.toString();
    }

    private static void two(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /// Reads a time.
    ///
    /// @return empty if it is not one: another form, or a date that no calendar has
    public static Optional<Instant> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 8, 10),
                    number(text, 10, 12),
                    // A leap second is one that clocks of POSIX do not have.
                    Math.min(number(text, 12, 14), 59));
            return Optional.of(time.withNano(nanos(parts.group(1))).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
