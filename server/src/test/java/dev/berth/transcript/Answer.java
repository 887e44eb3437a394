package dev.berth.transcript;

import java.util.List;

/// One reply as it came, framed by RFC 959 §4.2.
///
/// @param code the three digits
/// @param lines the lines without their ends, the code included
public record Answer(int code, List<String> lines) {

    public Answer {
        lines = List.copyOf(lines);
    }

    /// All lines, with LF between them.
    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return Escapes.show(text()).replace("\\n", "\n");
    }
}
