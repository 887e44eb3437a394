package dev.berth.protocol;

import java.util.List;

/// What the server says to one command (RFC 959 §4.2). A reply of several lines has the code on its first and last
/// line; lines between are indented by a space, as RFC 2389 §3.2 wants it for FEAT, so that none can be taken for
/// the last.
///
/// @param code the code
/// @param lines one or more octet strings without CR and LF
public record Reply(ReplyCode code, List<String> lines) {

    public Reply {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
    }

    /// A reply of one line.
    public static Reply of(ReplyCode code, String text) {
        return new Reply(code, List.of(text));
    }

    /// Its code and first line.
    public String head() {
        return code.number() + (lines.size() > 1 ? "-" : " ") + lines.getFirst();
    }

    /// Appends the octets to send. A CR or LF inside a line (file names may have them) becomes `?`, so that it
    /// cannot end the reply.
    public void appendTo(StringBuilder wire) {
        int last = lines.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (i == last) {
                wire.append(code.number()).append(' ');
            } else if (i == 0) {
                wire.append(code.number()).append('-');
            } else {
                wire.append(' ');
            }
            appendClean(wire, lines.get(i));
            wire.append("\r\n");
        }
    }

    private static void appendClean(StringBuilder wire, String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            wire.append(c == '\r' || c == '\n' || c == '\0' ? '?' : c);
            if (c == 0xFF) {
                wire.append(c);
            }
        }
    }

    @Override
    public String toString() {
        var wire = new StringBuilder();
        appendTo(wire);
        return wire.toString();
    }
}
