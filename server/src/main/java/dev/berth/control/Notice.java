package dev.berth.control;

import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What an administrator wants a client to read. FTP has no way to speak first, so it goes before the text of the
/// next reply that clients show and do not parse. Lives on the session's context.
final class Notice {

    private static final Set<ReplyCode> SHOWN =
            EnumSet.of(ReplyCode.COMMAND_OKAY, ReplyCode.CLOSING_DATA, ReplyCode.FILE_ACTION_OKAY, ReplyCode.LOGGED_IN);

    private final List<String> texts = new ArrayList<>();

    /// Keeps a message until it can be told.
    void add(String text) {
        texts.add(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /// The reply with what is to be told.
    Reply in(Reply reply) {
        if (texts.isEmpty() || !SHOWN.contains(reply.code())) {
            return reply;
        }
        List<String> lines = new ArrayList<>();
        texts.forEach(text -> lines.add("Message from the administrator: " + text));
        lines.addAll(reply.lines());
        texts.clear();
        return new Reply(reply.code(), lines);
    }
}
