package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Octets;
import dev.berth.protocol.ReplyCode;
import dev.berth.quota.Standing;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.tenant.Limit;
import io.vertx.core.Future;

/// `ALLO <SP> <size> [<SP> R <SP> <size>]`: ALLOCATE, RFC 959 §4.1.3. What the quota has no room for is refused
/// before anything is sent, and the upload that follows sets exactly that much aside. It is 200 and not the 202 of
/// the RFC, because cameras repeat it for ever otherwise.
record AlloCommand(Commands.Needs needs) implements FtpCommand.Restricted<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("ALLO").taking(Syntax.WORDS, "<SP> size [<SP> R <SP> size]");
    }

    @Override
    public Future<Step> run(String sizes, LoggedIn session) {
        if (!sizes.matches("\\d{1,18}( R \\d{1,18})?")) {
            return Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "The size is a number of octets"));
        }
        requireStoring(session);
        long size = Long.parseLong(sizes.split(" ", 2)[0]);
        return needs.quotas().standing(session.account()).map(standing -> answer(size, standing, session));
    }

    /// Room that nothing can be stored in is none.
    private static void requireStoring(LoggedIn session) {
        if (!session.account().may(Permission.APPEND)) {
            Permissions.require(session, Permission.WRITE);
        }
    }

    private Step answer(long size, Standing standing, LoggedIn session) {
        long largest = needs.limits().of(session.account(), Limit.FILE_SIZE);
        if (size > largest) {
            return session.says(
                    ReplyCode.ALLOCATION_EXCEEDED, "A file may have at most " + largest + " octets, not " + size);
        }
        long left = standing.left().octets();
        return size <= left
                ? session.announcing(size).says(ReplyCode.COMMAND_OKAY, text(session))
                : session.says(
                        ReplyCode.ALLOCATION_EXCEEDED, "The quota has room for " + left + " octets, not for " + size);
    }

    private String text(LoggedIn session) {
        return Speech.of(needs.manners(), session).allo().map(Octets::ofText).orElse("There is room for it");
    }
}
