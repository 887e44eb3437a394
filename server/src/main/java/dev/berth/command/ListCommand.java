package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.endpoint.AllManners;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.ListLine;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.time.Instant;

/// `LIST [<SP> <pathname>]`: LIST, RFC 959 §4.1.3; a file gives one line. Options as of `ls`, which clients send
/// before the pathname: `-a` with `.` and `..`, `-d` the directory itself, `-R` with what is below, `-1` the names
/// alone, `-t`, `-S` and `-r` for the order; `-l` is what LIST does anyway, others change nothing. The last name may
/// be a pattern, if nothing is called just so.
record ListCommand(AllManners manners) implements FtpCommand.Sends<ListArgument> {

    @Override
    public Spec<ListArgument> spec() {
        return Spec.verb("LIST").taking(ListArgument::parse, "[<SP> pathname]").needing(Permission.LIST);
    }

    @Override
    public Future<Opened<Outgoing>> open(ListArgument argument, LoggedIn session) {
        var lines = new ListLine(Instant.now(), Speech.of(manners, session).zone());
        return EntriesOf.open(
                argument,
                session,
                argument.has('1') && !argument.has('l')
                        ? ListCommand::name
                        : (page, _, facts) -> lines.append(page, facts));
    }

    private static void name(StringBuilder page, String directory, FileFacts facts) {
        ListLine.appendName(page, facts.name());
        page.append("\r\n");
    }
}
