package dev.berth.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/// Names in another character set than UTF-8 on the wire; on the disk they stay as they are. Every name that goes
/// out means the same when it comes back: one that the character set cannot tell goes out in UTF-8, which is
/// recognised since hardly any text of another character set looks like it; and octets that are not UTF-8 either go
/// out as characters of the private use area (U+F780 to U+F7FF, one for each octet), in UTF-8 as well.
///
/// @param charset contains ASCII
public record NameCharset(Charset charset) {

    private static final int ESCAPES = 0xF700;
    private static final char FIRST_ESCAPE = 0xF780;
    private static final char LAST_ESCAPE = 0xF7FF;

    /// What goes out: names between slashes and line ends are told one by one.
    ///
    /// @param octets names of the disk, with ASCII around them
    public String toWire(String octets) {
        return isAscii(octets) ? octets : each(octets, this::nameToWire);
    }

    /// What came in.
    ///
    /// @param octets names of the wire, with slashes and other ASCII around them
    public String fromWire(String octets) {
        return isAscii(octets) ? octets : each(octets, this::nameFromWire);
    }

    @FunctionalInterface
    private interface Step {
        String apply(String name);
    }

    private static String each(String octets, Step step) {
        var all = new StringBuilder(octets.length() + 16);
        int start = 0;
        for (int i = 0; i <= octets.length(); i++) {
            if (i == octets.length() || isBetweenNames(octets.charAt(i))) {
                String name = octets.substring(start, i);
                all.append(isAscii(name) ? name : step.apply(name));
                if (i < octets.length()) {
                    all.append(octets.charAt(i));
                }
                start = i + 1;
            }
        }
        return all.toString();
    }

    private static boolean isBetweenNames(char c) {
        return c == '/' || c == '\r' || c == '\n';
    }

    private String nameToWire(String name) {
        String text = decoded(name, UTF_8);
        if (text == null || text.chars().anyMatch(NameCharset::isEscape)) {
            return Octets.ofText(escaped(name));
        }
        String told = encoded(text);
        return told != null && isToldBack(told, text) ? told : name;
    }

    private boolean isToldBack(String told, String text) {
        return !isAscii(told)
                && told.indexOf('/') < 0
                && decoded(told, UTF_8) == null
                && text.equals(decoded(told, charset));
    }

    private String nameFromWire(String name) {
        String text = decoded(name, UTF_8);
        if (text != null) {
            return text.chars().anyMatch(NameCharset::isEscape) ? unescaped(text) : name;
        }
        String told = decoded(name, charset);
        return told == null ? name : Octets.ofText(told);
    }

    /// Takes UTF-8 apart character by character; what is none, or looks like an escape, becomes escapes.
    private static String escaped(String name) {
        var text = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            int length = lengthOfCharacter(name, at);
            if (length > 0) {
                text.append(decoded(name.substring(at, at + length), UTF_8));
                at += length;
            } else {
                text.append((char) (ESCAPES + name.charAt(at)));
                at++;
            }
        }
        return text.toString();
    }

    /// @return 0 if it has to be escaped
    private static int lengthOfCharacter(String name, int at) {
        if (name.charAt(at) < 0x80) {
            return 1;
        }
        for (int length = 2; length <= 4 && at + length <= name.length(); length++) {
            String text = decoded(name.substring(at, at + length), UTF_8);
            if (text != null) {
                return text.chars().anyMatch(NameCharset::isEscape) ? 0 : length;
            }
        }
        return 0;
    }

    private static String unescaped(String text) {
        var name = new StringBuilder();
        text.codePoints()
                .forEach(c -> name.append(
                        isEscape(c) ? String.valueOf((char) (c - ESCAPES)) : Octets.ofText(Character.toString(c))));
        return name.toString();
    }

    private static boolean isEscape(int c) {
        return c >= FIRST_ESCAPE && c <= LAST_ESCAPE;
    }

    private @Nullable String encoded(String text) {
        try {
            ByteBuffer octets = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            return ISO_8859_1.decode(octets).toString();
        } catch (CharacterCodingException cannotBeTold) {
            return null;
        }
    }

    private static @Nullable String decoded(String octets, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException isNone) {
            return null;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
