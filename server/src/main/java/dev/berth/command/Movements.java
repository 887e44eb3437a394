package dev.berth.command;

import dev.berth.command.FtpCommand.Opened;
import dev.berth.limit.Direction;
import dev.berth.limit.LimitReached;
import dev.berth.limit.NodeLimits;
import dev.berth.limit.Passage;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.Octets;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferMode;
import dev.berth.quota.Amount;
import dev.berth.quota.Hold;
import dev.berth.quota.QuotaLedger;
import dev.berth.session.Busy.Transferring;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tls.TlsService;
import dev.berth.transfer.DataPort;
import dev.berth.transfer.DataSecurity;
import dev.berth.transfer.Incoming;
import dev.berth.transfer.Outgoing;
import dev.berth.transfer.Transfer;
import dev.berth.transfer.Transfers;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Starts what a command has opened, if the session has a data port, may use it as it is, and has volume left.
///
/// @param transfers moves
/// @param tls knows how data must be protected
/// @param quotas the books of the volume
/// @param events told when a booking fails
/// @param limits how fast they may be, and how many
record Movements(Transfers transfers, TlsService tls, QuotaLedger quotas, Events events, NodeLimits limits) {

    /// Before anything is opened.
    ///
    /// @throws Refused if there is no data port, or data would have to be encrypted and would not be
    void require(LoggedIn user) {
        if (user.parameters().dataPort() instanceof DataPort.None) {
            throw new Refused(ReplyCode.CANNOT_OPEN_DATA, "Use PASV or PORT first");
        }
        if (!user.parameters().protection().isDataPrivate()
                && tls.policy(user.account().tenant().id()).demand() == TlsPolicy.Demand.EVERYTHING) {
            throw new Refused(
                    ReplyCode.DATA_NOT_SECURE,
                    "Data must be encrypted for this account (TLS for login and data): send PROT P");
        }
    }

    /// Sends what was opened. A file counts as volume, a listing does not.
    ///
    /// @return fails with `QuotaReached` or [Refused], and then what was opened is closed
    Future<Step> send(Opened<Outgoing> opened, String verb, LoggedIn user) {
        return counted(user, () -> sendCounted(opened, verb, user))
                .onFailure(_ -> opened.movement().close().onComplete(_ -> {}, _ -> {}));
    }

    private Future<Step> sendCounted(Opened<Outgoing> opened, String verb, LoggedIn user) {
        if (!(opened.movement() instanceof Outgoing.Content content)) {
            return Future.succeededFuture(begin(sending(opened, user), opened, verb, user));
        }
        return volume(user, content.end() - content.offset())
                .map(volume -> begin(metered(sending(opened, user), volume), opened, verb, user));
    }

    /// Receives into what was opened.
    ///
    /// @return fails with `QuotaReached` or [Refused], and then what was opened is given up
    Future<Step> receive(Opened<Incoming> opened, String verb, LoggedIn user, BooleanSupplier clientGone) {
        return counted(user, () -> receiveCounted(opened, verb, user, clientGone))
                .onFailure(_ -> opened.movement().upload().abandon().onComplete(_ -> {}, _ -> {}));
    }

    private Future<Step> receiveCounted(
            Opened<Incoming> opened, String verb, LoggedIn user, BooleanSupplier clientGone) {
        return volume(user, Math.max(1, user.announced()))
                .map(volume -> begin(metered(receiving(opened, user, clientGone), volume), opened, verb, user));
    }

    /// Begins a transfer if there may be one more; it counts until it has ended.
    private Future<Step> counted(LoggedIn user, Supplier<Future<Step>> transfer) {
        Optional<LimitReached> reached = limits.seats().begin(user.account());
        return reached.isPresent()
                ? Future.failedFuture(new Refused(
                        ReplyCode.FILE_BUSY, Octets.ofText(reached.get().words())))
                : transfer.get()
                        .onComplete(
                                begun -> endWith(begun, user),
                                _ -> limits.seats().end(user.account()));
    }

    private void endWith(Step begun, LoggedIn user) {
        if (begun.next() instanceof Transferring moving) {
            moving.transfer().ended().onComplete(_ -> limits.seats().end(user.account()), _ -> {});
        }
    }

    private Transfer sending(Opened<Outgoing> opened, LoggedIn user) {
        return transfers.send(
                user.parameters().dataPort(),
                security(user),
                coded(opened.movement(), user),
                passage(Direction.DOWNLOAD, user),
                user.origin().loop());
    }

    private static Outgoing coded(Outgoing source, LoggedIn user) {
        return switch (user.parameters().preferences().mode()) {
            case TransferMode.Stream _ -> source;
            case TransferMode.Deflate deflate -> new Outgoing.Deflated(source, deflate.level());
        };
    }

    private Transfer receiving(Opened<Incoming> opened, LoggedIn user, BooleanSupplier clientGone) {
        return transfers.receive(
                user.parameters().dataPort(),
                security(user),
                opened.movement().in(user.parameters().preferences().mode()),
                passage(Direction.UPLOAD, user),
                user.origin().loop(),
                clientGone);
    }

    private Passage passage(Direction direction, LoggedIn user) {
        return limits.bandwidth().passage(user.account(), user.origin().session(), direction, System.nanoTime());
    }

    private DataSecurity security(LoggedIn user) {
        return DataSecurity.of(
                user.parameters().protection(),
                tls.policy(user.account().tenant().id()));
    }

    /// Sets a part of the month's volume aside; an upload whose length nobody said may go beyond the end once.
    private Future<Hold> volume(LoggedIn user, long octets) {
        return quotas.hold(user.account(), Amount.ofVolume(Math.max(0, octets)));
    }

    private Transfer metered(Transfer transfer, Hold volume) {
        transfer.ended()
                .compose(_ -> quotas.commit(volume, Amount.ofVolume(transfer.octets())))
                .onComplete(_ -> {}, cause -> events.publish(new Event.CommandFailed(0, "", cause)));
        return transfer;
    }

    private Step begin(Transfer transfer, Opened<?> opened, String verb, LoggedIn user) {
        events.publish(new Event.TransferStarted(
                user.origin().session(), user.account(), verb, opened.path().toString()));
        return user.transferring(transfer, verb, opened.path()).says(ReplyCode.FILE_STATUS_OKAY, opened.announcement());
    }
}
