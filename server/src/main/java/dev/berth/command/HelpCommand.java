package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `HELP [<SP> <string>]`: HELP, RFC 959 §4.1.3.
record HelpCommand(Commands table) implements FtpCommand.Open<String> {

    private static final int VERBS_A_LINE = 8;

    @Override
    public Spec<String> spec() {
        return Spec.verb("HELP").taking(Syntax.OPTIONAL_TEXT, "[<SP> verb]");
    }

    @Override
    public Future<Step> run(String verb, SessionState session) {
        return verb.isBlank()
                ? Future.succeededFuture(session.says(ReplyCode.HELP, overview()))
                : Future.succeededFuture(one(verb.strip().toUpperCase(Locale.ROOT), session));
    }

    private List<String> overview() {
        List<String> lines = new ArrayList<>(List.of("The following commands are recognized:"));
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

    private Step one(String verb, SessionState session) {
        return table.find(verb)
                .map(command -> session.says(
                        ReplyCode.HELP,
                        ("Syntax: " + verb + " " + command.spec().usage()).strip()))
                .orElseGet(() -> session.says(ReplyCode.NOT_IMPLEMENTED, "There is no such command"));
    }
}
