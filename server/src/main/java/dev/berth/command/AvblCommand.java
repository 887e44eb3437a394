package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.view.Gate;
import io.vertx.core.Future;
import java.util.Optional;

/// `AVBL [<SP> <pathname>]`: AVAILABLE SPACE, draft-peterson-streamlined-ftp-command-extensions §3: how many octets
/// can still be stored in a directory; none where the account, or the state of its tenant, lets nothing be stored.
/// Guests are not told: it would show what others use of the tenant's quota.
record AvblCommand() implements FtpCommand.Restricted<Optional<Pathname>> {

    @Override
    public Spec<Optional<Pathname>> spec() {
        return Spec.verb("AVBL")
                .taking(Syntax.OPTIONAL_PATHNAME, "[<SP> pathname]")
                .needing(Permission.LIST)
                .announced("AVBL");
    }

    @Override
    public Future<Step> run(Optional<Pathname> pathname, LoggedIn session) {
        if (session.account().login().guest().isPresent()) {
            throw new Refused(ReplyCode.FILE_UNAVAILABLE, "Guests are not told what others leave");
        }
        var directory = pathname.map(session::resolve).orElse(session.directory());
        return session.files()
                .space(directory)
                .map(space -> session.says(
                        ReplyCode.FILE_STATUS, Long.toString(isOpen(directory, session) ? space.free() : 0)));
    }

    /// Whether anything can be stored there.
    private static boolean isOpen(FtpPath directory, LoggedIn session) {
        Gate gate = new Gate(session.account());
        return gate.may(Permission.WRITE, directory) || gate.may(Permission.APPEND, directory);
    }
}
