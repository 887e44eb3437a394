package dev.berth.protocol;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// `YYYYMMDDHHMMSS[.sss]` in UTC: the *time-val* of RFC 3659 §2.3.
public final class Timestamp {

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
}
