package dev.berth.command;

import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several pathnames in one argument, with spaces between them: one that has a space itself stands in double quotes,
/// and a quote in such a one is doubled.
///
/// @param pathnames in their order
record Words(List<Pathname> pathnames) {

    Words {
        pathnames = List.copyOf(pathnames);
    }

    /// Reads at least two.
    static Words parse(String argument) {
        List<String> words = split(argument).orElseThrow(Words::malformed);
        if (words.size() < 2) {
            throw malformed();
        }
        return new Words(words.stream().map(Pathname::new).toList());
    }

    /// The words of an argument, whatever they are; empty if one is empty, or a quote is missing.
    static Optional<List<String>> split(String argument) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < argument.length()) {
            if (argument.charAt(at) == ' ') {
                at++;
                continue;
            }
            boolean quoted = argument.charAt(at) == '"';
            int end = quoted ? closing(argument, at + 1) : end(argument, at);
            if (end < 0) {
                return Optional.empty();
            }
            String word = quoted ? argument.substring(at + 1, end).replace("\"\"", "\"") : argument.substring(at, end);
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word);
            at = quoted ? end + 1 : end;
        }
        return Optional.of(words);
    }

    /// Reads exactly two.
    static Words two(String argument) {
        var words = parse(argument);
        if (words.pathnames.size() != 2) {
            throw malformed();
        }
        return words;
    }

    private static int end(String argument, int at) {
        int space = argument.indexOf(' ', at);
        return space < 0 ? argument.length() : space;
    }

    /// Negative if there is none.
    private static int closing(String argument, int start) {
        int at = start;
        while (true) {
            int quote = argument.indexOf('"', at);
            if (quote < 0) {
                return -1;
            }
            if (!argument.startsWith("\"\"", quote)) {
                return quote;
            }
            at = quote + 2;
        }
    }

    private static Refused malformed() {
        return new Refused(ReplyCode.BAD_ARGUMENT, "Pathnames are needed; put one that has spaces in double quotes");
    }
}
