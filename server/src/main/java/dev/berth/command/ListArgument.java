package dev.berth.command;

import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.session.SessionState.LoggedIn;
import java.util.Optional;

/// The argument of LIST and NLST: clients put options of `ls` before the pathname, or instead of it.
///
/// @param pathname what is left when the options are taken away
record ListArgument(Optional<Pathname> pathname) {

    /// Takes away words that begin with `-`; a name that does so can be given as `./-name`.
    static ListArgument parse(String argument) {
        String rest = argument;
        while (rest.startsWith("-")) {
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1);
        }
        return new ListArgument(rest.isEmpty() ? Optional.empty() : Optional.of(new Pathname(rest)));
    }

    /// The directory or file that is meant.
    FtpPath path(LoggedIn session) {
        return pathname.map(session::resolve).orElse(session.directory());
    }
}
