package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Fact;
import dev.berth.protocol.FactLine;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Parameters;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// `MLST [<SP> <pathname>]`: the facts of one file over the control connection, RFC 3659 §7.
record MlstCommand() implements FtpCommand.Restricted<Optional<Pathname>> {

    @Override
    public Spec<Optional<Pathname>> spec() {
        return Spec.verb("MLST")
                .taking(Syntax.OPTIONAL_PATHNAME, "[<SP> pathname]")
                .needing(Permission.LIST)
                .announced(MlstCommand::feature);
    }

    @Override
    public Future<Step> run(Optional<Pathname> pathname, LoggedIn session) {
        var path = pathname.map(session::resolve).orElse(session.directory());
        return session.files().facts(path).map(facts -> {
            Permissions.require(session, path, Permission.LIST);
            var line = new StringBuilder();
            new FactLine(session.parameters().facts())
                    .append(line, facts, FactLine.typeOf(facts), Perm.of(facts, path, session), path.toString());
            return session.says(ReplyCode.FILE_ACTION_OKAY, List.of("Facts of " + path, line.toString(), "End"));
        });
    }

    /// A fact in force carries an asterisk (§7.8).
    private static String feature(Parameters parameters) {
        var line = new StringBuilder("MLST ");
        for (Fact fact : Fact.values()) {
            line.append(fact.wireName()).append(parameters.facts().contains(fact) ? "*;" : ";");
        }
        return line.toString();
    }
}
