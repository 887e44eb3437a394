package dev.berth.command;

import dev.berth.protocol.ExtendedPort;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Future;
import java.net.InetSocketAddress;

/// `EPRT <SP> <d> <net-prt> <d> <net-addr> <d> <tcp-port> <d>`: EXTENDED DATA PORT, RFC 2428 §2.
record EprtCommand(PassivePlaces places) implements FtpCommand.Restricted<ExtendedPort.Parsed> {

    @Override
    public Spec<ExtendedPort.Parsed> spec() {
        return Spec.verb("EPRT")
                .taking(argument -> ExtendedPort.parse(argument.strip()), "<SP> |1|address|port|")
                .announcedTo(session -> ActivePort.isOffered(places, session) ? "EPRT" : "");
    }

    @Override
    public Future<Step> run(ExtendedPort.Parsed argument, LoggedIn session) {
        return switch (argument) {
            case ExtendedPort.Target target ->
                ActivePort.set(places, meant(target.address(), session), "EPRT", session);
            case ExtendedPort.OtherProtocol _ ->
                Future.failedFuture(
                        new Refused(ReplyCode.PROTOCOL_NOT_SUPPORTED, "Network protocol not supported, use (1,2)"));
            case ExtendedPort.Malformed _ ->
                Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "The form is |1|192.0.2.9|49152|"));
        };
    }

    /// lftp's active mode on IPv6 says `::` and means itself: no address is the client's own.
    private static InetSocketAddress meant(InetSocketAddress said, LoggedIn session) {
        return said.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(session.origin().client().getAddress(), said.getPort())
                : said;
    }
}
