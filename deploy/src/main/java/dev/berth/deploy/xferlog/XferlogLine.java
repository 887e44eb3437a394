package dev.berth.deploy.xferlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.observe.Event;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A line as the manual page xferlog(5) of wu-ftpd lays it down, fields parted by single blanks:
///
/// `current-time transfer-time remote-host file-size filename transfer-type special-action-flag direction
/// access-mode username service-name authentication-method authenticated-user-id completion-status`
///
/// The user name is `user@tenant`: what is behind the last `@` is the tenant. A field cannot hold a blank, so one in
/// a name becomes `_`, and so does everything that could end a line or steer a terminal.
final class XferlogLine {

    /// As `ctime(3)` has it: the day of the month takes two places.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    private static final Set<String> INCOMING = Set.of("STOR", "STOU", "APPE");
    private static final int NO_DATA_CONNECTION = 425;

    private XferlogLine() {}

    /// The line of a transfer, without a line end; empty if it was a listing, or if nothing was ever connected.
    ///
    /// @param at when it ended, in the zone of the log
    static Optional<String> of(Event.TransferEnded ended, ZonedDateTime at) {
        boolean incoming = INCOMING.contains(ended.verb());
        boolean file = incoming || ended.verb().equals("RETR");
        if (!file || ended.reply() == NO_DATA_CONNECTION) {
            return Optional.empty();
        }
        String user =
                ended.account().user().value() + "@" + ended.account().tenant().slug();
        return Optional.of(String.join(
                " ",
                TIME.format(at),
                String.valueOf(Math.max(1, Math.round(ended.took().toMillis() / 1000.0))),
                word(ended.client().getAddress().getHostAddress()),
                String.valueOf(ended.octets()),
                word(new String(ended.path().getBytes(ISO_8859_1), UTF_8)),
                ended.ascii() ? "a" : "b",
                "_",
                incoming ? "i" : "o",
                "r",
                word(user),
                "ftp",
                "0",
                "*",
                ended.reply() < 300 ? "c" : "i"));
    }

    /// Without anything that is not seen, or would be taken for the end of the field or of the line.
    private static String word(String text) {
        var word = new StringBuilder(text.length());
        text.codePoints().map(c -> isSeen(c) ? c : '_').forEach(word::appendCodePoint);
        return word.toString();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
