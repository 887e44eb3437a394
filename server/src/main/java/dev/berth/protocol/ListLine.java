package dev.berth.protocol;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// One line of LIST in the shape of `ls -l` that clients parse (RFC 1123 §4.1.2.7 leaves the form open; the one of
/// Unix is what they know). A file younger than six months shows hour and minute, another one its year.
public final class ListLine {

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final long A_DAY = 24 * 60 * 60;
    private static final long HALF_A_YEAR = 182 * A_DAY;

    private ListLine() {}

    /// Appends a line with its CRLF.
    ///
    /// @param now what "younger than six months" is measured from
    /// @param zone whose clock the times are of; clients expect UTC unless somebody told them
    public static void append(StringBuilder out, FileFacts facts, Instant now, ZoneId zone) {
        out.append(letter(facts.kind()));
        appendMode(out, facts.mode());
        pad(out, facts.links(), 4);
        pad(out, facts.owner(), 9);
        pad(out, facts.group(), 9);
        pad(out, facts.size(), 13);
        appendTime(out, facts.modified(), now, zone);
        appendName(out, facts.name());
        out.append("\r\n");
    }

    /// Appends a name; the ends of lines inside it become `?`, since nothing else can tell them from the end of
    /// the line.
    public static void appendName(StringBuilder out, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(c == '\r' || c == '\n' ? '?' : c);
        }
    }

    private static char letter(FileFacts.Kind kind) {
        return switch (kind) {
            case FILE -> '-';
            case DIRECTORY -> 'd';
            case LINK -> 'l';
            case OTHER -> 'p';
        };
    }

    private static void appendMode(StringBuilder out, int mode) {
        for (int shift = 6; shift >= 0; shift -= 3) {
            int bits = mode >> shift;
            out.append((bits & 4) != 0 ? 'r' : '-');
            out.append((bits & 2) != 0 ? 'w' : '-');
            out.append((bits & 1) != 0 ? 'x' : '-');
        }
    }

    private static void pad(StringBuilder out, long number, int width) {
        String digits = Long.toString(number);
        out.repeat(' ', Math.max(1, width - digits.length())).append(digits);
    }

    private static void appendTime(StringBuilder out, Instant modified, Instant now, ZoneId zone) {
        LocalDateTime time = LocalDateTime.ofInstant(modified, zone);
        out.append(' ').append(MONTHS[time.getMonthValue() - 1]).append(' ');
        appendTwo(out, time.getDayOfMonth(), ' ');
        out.append(' ');
        long age = now.getEpochSecond() - modified.getEpochSecond();
        boolean recent = age < HALF_A_YEAR && age > -A_DAY;
        if (recent) {
            appendTwo(out, time.getHour(), '0');
            out.append(':');
            appendTwo(out, time.getMinute(), '0');
        } else {
            pad(out, time.getYear(), 5);
        }
        out.append(' ');
    }

    private static void appendTwo(StringBuilder out, int number, char filler) {
        if (number < 10) {
            out.append(filler);
        }
        out.append(number);
    }
}
