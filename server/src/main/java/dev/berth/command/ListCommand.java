package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.ListLine;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.BiConsumer;

/// `LIST [<SP> <pathname>]`: LIST, RFC 959 §4.1.3; a file gives one line.
record ListCommand() implements FtpCommand.Sends<ListArgument> {

    @Override
    public Spec<ListArgument> spec() {
        return Spec.verb("LIST").taking(ListArgument::parse, "[<SP> pathname]").needing(Permission.LIST);
    }

    @Override
    public Future<Opened<Outgoing>> open(ListArgument argument, LoggedIn session) {
        Instant now = Instant.now();
        BiConsumer<StringBuilder, FileFacts> line = (page, facts) -> ListLine.append(page, facts, now);
        return EntriesOf.path(argument.path(session), session, line, line);
    }
}
