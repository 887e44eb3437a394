package dev.berth.command;

import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.Order;
import java.util.Optional;

/// The argument of LIST and NLST: clients put options of `ls` before the pathname, or instead of it.
///
/// @param options the letters of all options
/// @param pathname what is left when the options are taken away
record ListArgument(String options, Optional<Pathname> pathname) {

    /// Takes away words of `-` and letters, and all that follows `--` is the name; a name that looks like options
    /// can also be given as `./-name`.
    static ListArgument parse(String argument) {
        var options = new StringBuilder();
        String rest = argument;
        while (isOptions(rest)) {
            int space = rest.indexOf(' ');
            String word = space < 0 ? rest : rest.substring(0, space);
            rest = space < 0 ? "" : rest.substring(space + 1);
            if (word.equals("--")) {
                break;
            }
            options.append(word, 1, word.length());
        }
        return new ListArgument(
                options.toString(), rest.isEmpty() ? Optional.empty() : Optional.of(new Pathname(rest)));
    }

    private static boolean isOptions(String text) {
        if (!text.startsWith("-")) {
            return false;
        }
        int end = text.indexOf(' ');
        String word = text.substring(1, end < 0 ? text.length() : end);
        return word.equals("-")
                || (!word.isEmpty() && word.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c)));
    }

    /// Whether an option is there.
    boolean has(char option) {
        return options.indexOf(option) >= 0;
    }

    /// The same without an option.
    ListArgument without(char option) {
        return new ListArgument(options.replace(String.valueOf(option), ""), pathname);
    }

    /// `-t` by time, `-S` by size, else by name; `-r` the other way round.
    Order order() {
        boolean backwards = has('r');
        if (has('t')) {
            return backwards ? Order.OLDEST : Order.NEWEST;
        }
        if (has('S')) {
            return backwards ? Order.SMALLEST : Order.LARGEST;
        }
        return backwards ? Order.NAME_BACKWARDS : Order.NAME;
    }

    /// The directory or file that is meant.
    FtpPath path(LoggedIn session) {
        return pathname.map(session::resolve).orElse(session.directory());
    }

    /// What the client wrote before the last name, with the slash.
    String before() {
        String written = pathname.map(Pathname::octets).orElse("");
        return written.substring(0, written.lastIndexOf('/') + 1);
    }

    /// What the client wrote as a directory, with a slash behind it, so that names can follow.
    String directory() {
        String written = pathname.map(Pathname::octets).orElse("");
        if (written.isEmpty() || written.equals(".")) {
            return "";
        }
        return written.endsWith("/") ? written : written + "/";
    }
}
