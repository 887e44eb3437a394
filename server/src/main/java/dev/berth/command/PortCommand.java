package dev.berth.command;

import dev.berth.protocol.HostPort;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Future;
import java.net.InetSocketAddress;

/// `PORT <SP> <host-port>`: DATA PORT, RFC 959 §4.1.2.
record PortCommand(PassivePlaces places) implements FtpCommand.Restricted<InetSocketAddress> {

    @Override
    public Spec<InetSocketAddress> spec() {
        return Spec.verb("PORT").taking(PortCommand::parse, "<SP> h1,h2,h3,h4,p1,p2");
    }

    @Override
    public Future<Step> run(InetSocketAddress target, LoggedIn session) {
        return ActivePort.set(places, target, "PORT", session);
    }

    private static InetSocketAddress parse(String argument) {
        return HostPort.parse(argument)
                .orElseThrow(() -> new Refused(ReplyCode.BAD_ARGUMENT, "The form is h1,h2,h3,h4,p1,p2"));
    }
}
