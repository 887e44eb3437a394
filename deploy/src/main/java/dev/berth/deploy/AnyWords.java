package dev.berth.deploy;

import java.util.Optional;
import picocli.CommandLine;

/// All command lines, with what a library knows of help, versions and mistakes.
final class AnyWords {

    private AnyWords() {}

    /// Reads them.
    ///
    /// @return nothing if help or the version was asked for, which has been printed then
    /// @throws StartFailed if they are wrong
    static Optional<Arguments> read(String... words) {
        var arguments = new Arguments();
        CommandLine parser = Arguments.parser(arguments);
        try {
            parser.parseArgs(words);
        } catch (CommandLine.ParameterException e) {
            throw StartFailed.usage(e.getMessage() + " (see --help)", e);
        }
        return CommandLine.printHelpIfRequested(parser.getParseResult()) ? Optional.empty() : Optional.of(arguments);
    }
}
