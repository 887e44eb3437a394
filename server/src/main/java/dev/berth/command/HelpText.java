package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What HELP and SITE HELP say, read off the tables.
final class HelpText {

    private static final int VERBS_A_LINE = 8;

    private HelpText() {}

    /// All verbs of a table, or the syntax of one.
    ///
    /// @param before what stands before the verb on the wire: nothing, or `SITE` and a space
    /// @param request the verb, in any case; blank for all of them
    /// @return the lines of a 214
    static List<String> of(Commands table, String before, String request) {
        String[] words = request.strip().toUpperCase(Locale.ROOT).split(" +", 2);
        if (words[0].isEmpty()) {
            return overview(table, before);
        }
        Commands.Row<?> row = table.find(words[0])
                .orElseThrow(() -> new Refused(ReplyCode.NOT_IMPLEMENTED, "There is no such command"));
        if (row.command() instanceof FtpCommand.Family<?> family) {
            return of(family.members(), words[0] + " ", words.length > 1 ? words[1] : "");
        }
        String syntax = "Syntax: " + before + words[0] + " " + row.spec().usage();
        return List.of(syntax.strip());
    }

    private static List<String> overview(Commands table, String before) {
        List<String> lines = new ArrayList<>(List.of("The following " + before + "commands are recognized:"));
        var line = new StringBuilder();
        int count = 0;
        for (FtpCommand<?> command : table.rows()) {
            for (String verb : command.spec().verbs()) {
                line.append(verb).append(' ');
                if (++count % VERBS_A_LINE == 0) {
                    lines.add(line.toString().strip());
                    line.setLength(0);
                }
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString().strip());
        }
        lines.add("End");
        return lines;
    }
}
