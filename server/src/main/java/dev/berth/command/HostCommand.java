package dev.berth.command;

import dev.berth.endpoint.Tenancy;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.regex.Pattern;

/// `HOST <SP> <hostname>`: HOST, RFC 7151: names the tenant that a login is for, on a listener that several share.
///
/// @param greeting what 220 says
record HostCommand(Greeting greeting) implements FtpCommand.Open<String> {

    private static final int LONGEST = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern LITERAL = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");

    @Override
    public Spec<String> spec() {
        return Spec.verb("HOST")
                .taking(HostCommand::parse, "<SP> hostname")
                .announcedTo(session -> session.origin().tenancy().hasNames() ? "HOST" : "");
    }

    @Override
    public Future<Step> run(String host, SessionState session) {
        int refusals = switch (session) {
            case Greeted greeted -> greeted.refusals();
            case SessionState.Identified identified -> identified.refusals();
            case SessionState.LoggedIn _, Busy _, SessionState.Closed _ ->
                throw new Refused(ReplyCode.BAD_SEQUENCE, "HOST is for before the login; send REIN first");
        };
        Tenancy named = session.origin()
                .tenancy()
                .named(host)
                .orElseThrow(() -> new Refused(ReplyCode.BAD_PARAMETER, "That host is not served here"));
        var next = new Greeted(session.origin().servedAs(named), session.parameters(), refusals);
        return Future.succeededFuture(next.says(ReplyCode.SERVICE_READY, greeting.of(next.origin())));
    }

    private static String parse(String argument) {
        String host = argument.strip();
        if (host.length() > LONGEST
                || !(NAME.matcher(host).matches() || LITERAL.matcher(host).matches())) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "That is not a host name");
        }
        return host;
    }
}
