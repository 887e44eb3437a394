package dev.berth.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Octet strings (see the package) and the text that they stand for.
public final class Octets {

    private Octets() {}

    /// The octets of UTF-8 text: `é` becomes the two characters U+00C3 U+00A9.
    public static String ofText(String text) {
        return isAscii(text) ? text : new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /// The UTF-8 text of octets; what is not valid UTF-8 becomes U+FFFD. For people, the log and the directory
    /// only.
    public static String toText(String octets) {
        return isAscii(octets) ? octets : new String(octets.getBytes(ISO_8859_1), UTF_8);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
