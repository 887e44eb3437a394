package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// The escapes of the notation, both ways.
final class Escapes {

    private Escapes() {}

    /// Turns `\xFF` and its like into octets.
    ///
    /// @throws IllegalArgumentException if a backslash is followed by something else
    static String decode(String text) {
        var octets = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                octets.append(c);
                continue;
            }
            switch (i < text.length() ? text.charAt(i++) : ' ') {
                case '\\' -> octets.append('\\');
                case 'r' -> octets.append('\r');
                case 'n' -> octets.append('\n');
                case 't' -> octets.append('\t');
                case 's' -> octets.append(' ');
                case '0' -> octets.append('\0');
                case 'x' -> {
                    octets.append((char) Integer.parseInt(text.substring(i, i + 2), 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException("no such escape in: " + text);
            }
        }
        return octets.toString();
    }

    /// Makes octets readable: UTF-8 as it is, control characters and what is not UTF-8 as escapes.
    static String show(String octets) {
        String text = new String(octets.getBytes(ISO_8859_1), UTF_8);
        String readable = text.indexOf('\uFFFD') >= 0 ? octets : text;
        boolean isText = !readable.equals(octets) || octets.chars().allMatch(c -> c < 0x80);
        var shown = new StringBuilder(readable.length());
        for (int i = 0; i < readable.length(); i++) {
            char c = readable.charAt(i);
            switch (c) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                case '\t' -> shown.append("\\t");
                case '\0' -> shown.append("\\0");
                default -> {
                    if (c < ' ' || c == 0x7F || (!isText && c > 0x7F)) {
                        shown.append(String.format("\\x%02X", (int) c));
                    } else {
                        shown.append(c);
                    }
                }
            }
        }
        return shown.toString();
    }
}
