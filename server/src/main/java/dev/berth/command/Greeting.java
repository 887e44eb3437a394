package dev.berth.command;

import dev.berth.endpoint.AllManners;
import dev.berth.protocol.Octets;
import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Origin;

/// What a client is greeted with: the words of its tenant, if it is known whom the client has come to, or else those of
/// the node.
///
/// @param manners where the tenants' words are
/// @param usual those of the node
public record Greeting(AllManners manners, String usual) {

    /// The octets of the 220's text.
    public String of(Origin origin) {
        return Octets.ofText(manners.greeting(origin.tenancy(), usual));
    }

    /// The 220.
    public Reply reply(Origin origin) {
        return Reply.of(ReplyCode.SERVICE_READY, of(origin));
    }
}
