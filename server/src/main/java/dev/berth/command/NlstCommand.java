package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.ListLine;
import dev.berth.protocol.Pathname;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.util.function.BiConsumer;

/// `NLST [<SP> <pathname>]`: NAME LIST, RFC 959 §4.1.3, RFC 1123 §4.1.2.7. The names of another directory come
/// with its pathname as the client wrote it, so that each can be given to RETR as it stands.
record NlstCommand() implements FtpCommand.Sends<ListArgument> {

    @Override
    public Spec<ListArgument> spec() {
        return Spec.verb("NLST").taking(ListArgument::parse, "[<SP> pathname]").needing(Permission.LIST);
    }

    @Override
    public Future<Opened<Outgoing>> open(ListArgument argument, LoggedIn session) {
        String directory =
                argument.pathname().map(name -> prefix(name.octets())).orElse("");
        BiConsumer<StringBuilder, FileFacts> line = (page, facts) -> {
            page.append(directory);
            ListLine.appendName(page, facts.name());
            page.append("\r\n");
        };
        String itself = argument.pathname().map(Pathname::octets).orElse("");
        return EntriesOf.path(
                argument.path(session),
                session,
                line,
                (page, _) -> page.append(itself).append("\r\n"));
    }

    private static String prefix(String pathname) {
        if (pathname.equals(".")) {
            return "";
        }
        return pathname.endsWith("/") ? pathname : pathname + "/";
    }
}
