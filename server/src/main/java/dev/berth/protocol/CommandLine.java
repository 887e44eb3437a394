package dev.berth.protocol;

import java.util.Locale;
import java.util.Optional;

/// One line from the client, split: `STOR a.txt` (RFC 959 §5.3.1).
///
/// @param verb in upper case, 1 to 16 letters or digits
/// @param argument an octet string, all that follows the first space, trailing spaces included; empty when there
///     is none
public record CommandLine(String verb, String argument) {

    /// The longest line that is read, its end not counted, in octets.
    public static final int MAX_LENGTH = 4096;

    private static final int MAX_VERB = 16;

    /// Splits a line.
    ///
    /// @return empty if it does not begin with a verb
    public static Optional<CommandLine> parse(String line) {
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        if (verb.isEmpty() || verb.length() > MAX_VERB || !isWord(verb)) {
            return Optional.empty();
        }
        return Optional.of(new CommandLine(verb.toUpperCase(Locale.ROOT), space < 0 ? "" : line.substring(space + 1)));
    }

    /// Whether an argument may stand on the wire at all: NUL ends names in the operating system, so it is refused.
    public boolean isClean() {
        return argument.indexOf('\0') < 0;
    }

    private static boolean isWord(String verb) {
        for (int i = 0; i < verb.length(); i++) {
            char c = verb.charAt(i);
            if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return true;
    }

    /// The verb alone: an argument may be a secret.
    @Override
    public String toString() {
        return verb;
    }
}
