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
        digits(out, Math.clamp(time.getYear(), 0, 9999), 4);
        digits(out, time.getMonthValue(), 2);
        digits(out, time.getDayOfMonth(), 2);
        digits(out, time.getHour(), 2);
        digits(out, time.getMinute(), 2);
        digits(out, time.getSecond(), 2);
        int milliseconds = time.getNano() / 1_000_000;
        if (milliseconds > 0) {
            out.append('.');
            digits(out, milliseconds, 3);
        }
    }

    /// The time as text.
    public static String format(Instant instant) {
        var out = new StringBuilder(18);
        append(out, instant);
        return out.toString();
    }

    private static void digits(StringBuilder out, int number, int width) {
        String digits = Integer.toString(number);
        out.repeat('0', width - digits.length()).append(digits);
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
