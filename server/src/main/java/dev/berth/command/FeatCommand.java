package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/// `FEAT`: FEATURE NEGOTIATION, RFC 2389 §3.
record FeatCommand(Commands table) implements FtpCommand.Open<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("FEAT");
    }

    @Override
    public Future<Step> run(Nothing nothing, SessionState session) {
        List<String> lines = new ArrayList<>();
        lines.add("Features:");
        for (FtpCommand<?> command : table.rows()) {
            command.spec().features().forEach(feature -> lines.add(feature.apply(session.parameters())));
        }
        lines.add("End");
        return Future.succeededFuture(session.says(ReplyCode.SYSTEM_STATUS, lines));
    }
}
