package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where passwords come from: a file, or whoever sits at the terminal; never the command line.
final class PasswordSource {

    private PasswordSource() {}

    /// A new one, which is asked for twice.
    static String chosen(@Nullable Path file) {
        if (file != null) {
            return firstLine(file);
        }
        String typed = asked("Password: ");
        if (!typed.equals(asked("Once more: "))) {
            throw new CtlFailed(Exit.REFUSED, "The two are not the same; nothing was changed");
        }
        return typed;
    }

    /// One that the server knows.
    static String known(@Nullable Path file) {
        return file == null ? asked("Password: ") : firstLine(file);
    }

    private static String asked(String question) {
        Console console = Objects.requireNonNull(System.console()); // never null since Java 22
        char[] typed = console.isTerminal() ? console.readPassword(question) : null;
        if (typed == null) {
            throw new CtlFailed(Exit.UNAVAILABLE, "There is no terminal to ask for a password: use --password-file");
        }
        return String.valueOf(typed);
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The password file " + file + " cannot be read: " + Reason.of(e));
        }
    }
}
