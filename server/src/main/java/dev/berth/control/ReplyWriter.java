package dev.berth.control;

import dev.berth.net.ControlSocket;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.protocol.CommandLine;
import dev.berth.protocol.Reply;
import java.util.List;

/// Writes the replies of one session, with what an administrator wants its client to read.
final class ReplyWriter {

    private final ControlSocket socket;
    private final long session;
    private final Events events;
    private final Notice notice = new Notice();
    private String verb = "";

    ReplyWriter(ControlSocket socket, long session, Events events) {
        this.socket = socket;
        this.session = session;
        this.events = events;
    }

    /// What is sent from now on answers this line.
    void answering(String line) {
        verb = CommandLine.parse(line).map(CommandLine::verb).orElse("");
    }

    /// What is sent by `answer` answers a line that has overtaken the one before, whose turn it is again then.
    void answering(String line, Runnable answer) {
        String overtaken = verb;
        answering(line);
        answer.run();
        verb = overtaken;
    }

    /// Sends them together.
    void write(List<Reply> replies) {
        if (!replies.isEmpty()) {
            var wire = new StringBuilder(96);
            for (Reply each : replies) {
                Reply reply = notice.in(each);
                reply.appendTo(wire);
                events.publish(new Event.Replied(session, verb, reply.head()));
            }
            socket.write(wire);
        }
    }

    /// Tells the client something with one of its next replies.
    void tell(String text) {
        notice.add(text);
    }
}
