package dev.berth.command;

import dev.berth.protocol.CommandLine;
import dev.berth.session.SessionState;

/// What may be done with a line before it is answered: show it without its secrets, and let it end the wait of the
/// one before.
///
/// @param commands the table
public record Spoken(Commands commands) {

    /// A line as it may be kept and shown: without secrets, and without what may be one because it is no command.
    public String shown(String line) {
        return shown(line, commands);
    }

    private static String shown(String line, Commands table) {
        CommandLine parsed = CommandLine.parse(line).orElse(null);
        Commands.Row<?> row = parsed == null ? null : table.find(parsed.verb()).orElse(null);
        if (parsed == null || row == null) {
            return "(not a command, " + line.length() + " octets)";
        }
        if (row.command() instanceof FtpCommand.Family<?> family) {
            return parsed.verb() + " " + shown(parsed.argument().stripLeading(), family.members());
        }
        return row.spec().secret() ? parsed.verb() + " ***" : line;
    }

    /// A line has come while another is being answered. If that one is a PASV that waits for a port, and this one
    /// cannot wait, then the PASV is answered now, for replies keep the order of the commands.
    public void hurry(String line, SessionState session) {
        if (CommandLine.parse(line)
                .flatMap(parsed -> commands.find(parsed.verb()))
                .map(Commands.Row::command)
                .filter(Spoken::cannotWait)
                .isPresent()) {
            leave(session);
        }
    }

    /// The client has left; if its PASV waits for a port, that is over.
    public void leave(SessionState session) {
        commands.places().hurry(session.origin().session());
    }

    private static boolean cannotWait(FtpCommand<?> command) {
        return command instanceof FtpCommand.Urgent<?>
                || command instanceof FtpCommand.Interrupting
                || command instanceof QuitCommand;
    }
}
