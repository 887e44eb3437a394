package dev.berth.protocol;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// The lines of LIST in the shape of `ls -l` that clients parse (RFC 1123 §4.1.2.7 leaves the form open; the one of
/// Unix is what they know). A file younger than six months shows hour and minute, another one its year. The text of the
/// last time is kept, since files that were made in the same second often come by the hundred; so it is used by one
/// thread at a time.
public final class ListLine {

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final long A_DAY = 24 * 60 * 60;
    private static final long HALF_A_YEAR = 182 * A_DAY;

    private final long now;
    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private String time = "";

    /// @param now what "younger than six months" is measured from
    /// @param zone whose clock the times are of; clients expect UTC unless somebody told them
    public ListLine(Instant now, ZoneId zone) {
        this.now = now.getEpochSecond();
        this.zone = zone;
    }

    /// Appends a line with its CRLF.
    public void append(StringBuilder out, FileFacts facts) {
        out.append(letter(facts.kind()));
        appendMode(out, facts.mode());
        pad(out, facts.links(), 4);
        pad(out, facts.owner(), 9);
        pad(out, facts.group(), 9);
        pad(out, facts.size(), 13);
        out.append(time(facts.modified()));
        appendName(out, facts.name());
        out.append("\r\n");
    }

    /// Appends a name; the ends of lines inside it become `?`, since nothing else can tell them from the end of
    /// the line.
    public static void appendName(StringBuilder out, String name) {
        out.append(
                name.indexOf('\r') < 0 && name.indexOf('\n') < 0
                        ? name
                        : name.replace('\r', '?').replace('\n', '?'));
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
        int spaces = width - 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            spaces--;
        }
        out.repeat(' ', Math.max(1, spaces)).append(number);
    }

    private String time(Instant modified) {
        if (modified.getEpochSecond() != second) {
            second = modified.getEpochSecond();
            var out = new StringBuilder(16);
            appendTime(out, modified);
            time = out.toString();
        }
        return time;
    }

    private void appendTime(StringBuilder out, Instant modified) {
        LocalDateTime time = LocalDateTime.ofInstant(modified, zone);
        out.append(' ').append(MONTHS[time.getMonthValue() - 1]).append(' ');
        appendTwo(out, time.getDayOfMonth(), ' ');
        out.append(' ');
        long age = now - modified.getEpochSecond();
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
