package dev.berth.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Texts as the audit record keeps them: of bounded length, and such that a database takes them.
final class RecordedText {

    private static final int LONGEST = 4096;
    private static final int LONGEST_TOGETHER = 8192;
    static final int LONGEST_CLIENT = 64;
    static final int LONGEST_DETAIL = 400;
    private static final String MORE = "\u2026";

    private RecordedText() {}

    static String host(SocketAddress client) {
        return client instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : shortened(client.toString(), LONGEST_CLIENT);
    }

    /// A command may name very many.
    static List<String> texts(List<String> paths) {
        List<String> texts = new ArrayList<>();
        int together = 0;
        for (String path : paths) {
            String text = text(path);
            together += text.length();
            if (together > LONGEST_TOGETHER) {
                texts.add(MORE);
                break;
            }
            texts.add(text);
        }
        return texts;
    }

    /// What clients write are octets; a database keeps text without NUL.
    static String text(String octets) {
        return shortened(new String(octets.getBytes(ISO_8859_1), UTF_8).replace('\0', '\ufffd'));
    }

    static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + MORE;
    }

    static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
