package dev.berth.control;

import dev.berth.net.ControlSocket;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.Reply;
import java.util.List;

/// Writes the replies of one session, with what an administrator wants its client to read.
final class ReplyWriter {

    private final ControlSocket socket;
    private final long session;
    private final Events events;
    private final Notice notice = new Notice();

    ReplyWriter(ControlSocket socket, long session, Events events) {
        this.socket = socket;
        this.session = session;
        this.events = events;
    }

    /// Sends them together.
    void write(List<Reply> replies) {
        if (!replies.isEmpty()) {
            var wire = new StringBuilder(96);
            for (Reply each : replies) {
                Reply reply = notice.in(each);
                reply.appendTo(wire);
                events.publish(new Event.Replied(session, reply.head()));
            }
            socket.write(wire);
        }
    }

    /// Tells the client something with one of its next replies.
    void tell(String text) {
        notice.add(text);
    }
}
