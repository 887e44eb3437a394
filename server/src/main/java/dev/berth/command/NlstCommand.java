package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.ListLine;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;

/// `NLST [<SP> <pathname>]`: NAME LIST, RFC 959 §4.1.3, RFC 1123 §4.1.2.7. The names of another directory come
/// with its pathname as the client wrote it, so that each can be given to RETR as it stands. Patterns and options
/// are those of LIST, but for `-R`: names of other directories would stand below headings that are no names.
record NlstCommand() implements FtpCommand.Sends<ListArgument> {

    @Override
    public Spec<ListArgument> spec() {
        return Spec.verb("NLST")
                .taking(argument -> ListArgument.parse(argument).without('R'), "[<SP> pathname]")
                .needing(Permission.LIST);
    }

    @Override
    public Future<Opened<Outgoing>> open(ListArgument argument, LoggedIn session) {
        return EntriesOf.open(argument, session, NlstCommand::name);
    }

    private static void name(StringBuilder page, String directory, FileFacts facts) {
        page.append(directory);
        ListLine.appendName(page, facts.name());
        page.append("\r\n");
    }
}
