package dev.berth.packaged.client;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The scripts by which libraries of other languages are driven. All take the same words: host, port, user,
/// password, directory, mode, protection, operation, and what the operation needs.
final class Scripts {

    private Scripts() {}

    static List<String> command(String interpreter, String script, Place at, String... words) {
        List<String> command = new ArrayList<>(List.of(interpreter, path(script).toString()));
        command.addAll(List.of(
                at.host(),
                String.valueOf(at.port()),
                at.user(),
                at.password(),
                at.directory(),
                at.way().mode().name().toLowerCase(Locale.ROOT),
                at.way().protection().name().toLowerCase(Locale.ROOT)));
        command.addAll(List.of(words));
        return command;
    }

    /// Where a script lies.
    static Path path(String script) {
        try {
            return Path.of(Objects.requireNonNull(Scripts.class.getResource("/clients/" + script), script)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(script, e);
        }
    }
}
