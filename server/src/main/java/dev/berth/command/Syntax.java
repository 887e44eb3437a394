package dev.berth.command;

import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import java.util.Locale;
import java.util.Optional;

/// How an argument is read. Fails with [Refused] 501 when it is missing, surplus or malformed.
///
/// @param <A> what it becomes
@FunctionalInterface
interface Syntax<A> {

    /// No argument.
    Syntax<Nothing> NOTHING = argument -> {
        if (!argument.isBlank()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "This command takes no argument");
        }
        return Nothing.NOTHING;
    };

    /// A pathname: all that follows the one space after the verb, other spaces included.
    Syntax<Pathname> PATHNAME = argument -> {
        if (argument.isEmpty()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "A pathname is missing");
        }
        return new Pathname(argument);
    };

    /// A pathname or nothing.
    Syntax<Optional<Pathname>> OPTIONAL_PATHNAME =
            argument -> argument.isEmpty() ? Optional.empty() : Optional.of(new Pathname(argument));

    /// Any text but none.
    Syntax<String> TEXT = argument -> {
        if (argument.isEmpty()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "An argument is missing");
        }
        return argument;
    };

    /// Text or nothing.
    Syntax<String> OPTIONAL_TEXT = argument -> argument;

    /// One or more words, in upper case, surrounding spaces ignored.
    Syntax<String> WORDS = argument -> {
        if (argument.isBlank()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "An argument is missing");
        }
        return argument.strip().toUpperCase(Locale.ROOT);
    };

    /// Reads an octet string.
    A parse(String argument);
}
