package dev.berth.admin.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What a request asks for (RFC 9112 §3.2): a path which already is what it would be resolved to, and a query of text.
/// A path that is resolved on the way names one thing to a proxy and another one here.
final class Target {

    /// What stands for itself in a segment (RFC 3986 §3.3), without the `;` that begins parameters of a segment.
    private static final String IN_SEGMENT = "-._~!$&'()*+,=:@";

    private static final String HEX = "%[0-9A-Fa-f]{2}";

    /// The only path that ends in a slash: what the page names is beside it.
    private static final String PAGE = "/docs/";

    private Target() {}

    /// What is wrong with a path as it came, in a sentence; empty for nothing.
    static Optional<String> faultOfPath(String path) {
        if (!path.startsWith("/")) {
            return Optional.of("A path begins with a slash");
        }
        String whole = path.equals("/") || path.equals(PAGE) ? path.substring(0, path.length() - 1) : path;
        return Arrays.stream(whole.split("/", -1))
                .skip(1)
                .map(Target::faultOfSegment)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What is wrong with a query as it came, in a sentence; empty for nothing.
    static Optional<String> faultOfQuery(String query) {
        return query.chars().allMatch(each -> each > ' ' && each < 0x7f && each != '#')
                        && decoded(query).isPresent()
                ? Optional.empty()
                : Optional.of("A query is text in UTF-8, percent-encoded");
    }

    private static Optional<String> faultOfSegment(String segment) {
        Optional<String> text = segment.chars().allMatch(Target::isOfSegment) ? decoded(segment) : Optional.empty();
        if (text.isEmpty()) {
            return Optional.of("A path is text in UTF-8, percent-encoded, without parameters");
        }
        if (text.get().chars().anyMatch(Character::isISOControl)) {
            return Optional.of("A path has no control characters");
        }
        return segment.isEmpty()
                        || Arrays.stream(text.get().split("[/\\\\]", -1)).anyMatch(Target::isRelative)
                ? Optional.of("A path has no empty segments and none that are . or ..")
                : Optional.empty();
    }

    private static boolean isRelative(String part) {
        return part.equals(".") || part.equals("..");
    }

    private static boolean isOfSegment(int each) {
        return each == '%' || IN_SEGMENT.indexOf(each) >= 0 || (each < 0x80 && Character.isLetterOrDigit(each));
    }

    /// Empty if it is not text in UTF-8, percent-encoded.
    private static Optional<String> decoded(String raw) {
        var octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) != '%') {
                octets.write(raw.charAt(i));
            } else if (i + 2 < raw.length() && raw.substring(i, i + 3).matches(HEX)) {
                octets.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
