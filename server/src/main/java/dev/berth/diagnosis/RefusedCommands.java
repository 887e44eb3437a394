package dev.berth.diagnosis;

import dev.berth.diagnosis.Cause.Kind;
import dev.berth.observe.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Commands of files and data connections that were answered with a refusal. What clients only ask to find out what
/// there is (SIZE, MDTM, CWD, MKD) is refused every day, and means nothing.
final class RefusedCommands {

    /// What the server answers to a transfer for which no data connection can be had.
    static final int OPENS_NO_DATA_CONNECTION = 425;

    private static final int FINAL = 200;
    private static final int REFUSAL = 400;
    private static final Set<String> VERBS = Set.of(
            "RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD", "PASV", "EPSV", "PORT", "EPRT", "DELE", "RNFR",
            "RNTO", "RMD");

    private final List<Entry> story;

    /// @param story oldest first
    RefusedCommands(List<Entry> story) {
        this.story = story;
    }

    /// A refusal.
    ///
    /// @param command where in the story the command is
    record Refused(int command, int code, Cause cause) {}

    /// The refusal at a place of the story; empty if there is none.
    Optional<Refused> at(int place) {
        int code = code(place);
        if (code < REFUSAL) {
            return Optional.empty();
        }
        return command(place).flatMap(command -> refused(command, place, code));
    }

    /// Where the command is that a reply answers. Those of one verb are answered in turn; one of another may overtake.
    private Optional<Integer> command(int reply) {
        List<Integer> unanswered = new ArrayList<>();
        for (int at = 0; at < reply; at++) {
            if (story.get(at).event() instanceof Event.Heard) {
                unanswered.add(at);
            } else if (code(at) >= FINAL) {
                first(unanswered, at).ifPresent(command -> unanswered.removeIf(command::equals));
            }
        }
        return first(unanswered, reply);
    }

    private Optional<Integer> first(List<Integer> unanswered, int reply) {
        return unanswered.stream()
                .filter(command -> story.get(reply).event() instanceof Event.Replied replied
                        && verb(command).equals(replied.verb()))
                .findFirst();
    }

    private String verb(int command) {
        return story.get(command).text().split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }

    private Optional<Refused> refused(int command, int place, int code) {
        String line = story.get(command).text();
        return VERBS.contains(verb(command))
                ? Optional.of(new Refused(
                        command,
                        code,
                        new Cause(
                                Kind.REFUSED,
                                line + " was answered " + story.get(place).text(),
                                remedy(code))))
                : Optional.empty();
    }

    /// 0 if it is no reply.
    private int code(int place) {
        return story.get(place).event() instanceof Event.Replied replied ? code(replied.text()) : 0;
    }

    private static int code(String reply) {
        return reply.length() >= 3 && reply.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(reply.substring(0, 3))
                : 0;
    }

    private static String remedy(int code) {
        return switch (code) {
            case OPENS_NO_DATA_CONNECTION -> "let the client send PASV or EPSV, or PORT or EPRT, before each transfer";
            case 450, 451, 452 -> "try again; if it stays so, look at the server's storage and at its log";
            case 521, 522, 534 -> "let the client do what the reply says of the protection of data connections";
            case 550 -> "look at the name that the client sends, and at the permissions of the account";
            case 552 -> "look at the quota: berthctl quota";
            case 553 -> "let the client choose another name";
            default -> "the reply says what is not possible";
        };
    }
}
