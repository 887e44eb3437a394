package dev.berth.command;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.Reply;
import dev.berth.protocol.TransferType;
import dev.berth.session.Busy.Transferring;
import dev.berth.transfer.Outcome;

/// What is told of a transfer that has ended.
final class TransferEnds {

    private TransferEnds() {}

    /// @param reply what the client is answered
    /// @param events who is told
    static void tell(Outcome outcome, Transferring session, Reply reply, Events events) {
        var after = session.after();
        var origin = after.origin();
        events.publish(new Event.TransferEnded(
                origin.session(),
                after.account(),
                origin.client(),
                session.verb(),
                session.path().toString(),
                after.parameters().type() == TransferType.ASCII,
                reply.code().number(),
                session.transfer().octets(),
                session.transfer().age()));
        Unfinished.of(outcome, after).ifPresent(events::publish);
        session.transfer()
                .facts()
                .ifPresent(facts -> events.publish(new Event.DataSecured(
                        origin.session(),
                        after.account(),
                        facts.protocol(),
                        facts.resumed(),
                        outcome instanceof Outcome.Completed
                                && session.transfer().hasEndedUnsaid(),
                        after.parameters().preferences().client())));
        if (outcome instanceof Outcome.StorageFailed failure && Failures.isOurs(failure.cause())) {
            events.publish(new Event.CommandFailed(origin.session(), session.verb(), failure.cause()));
        }
    }
}
