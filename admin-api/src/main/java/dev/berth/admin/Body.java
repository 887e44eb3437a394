package dev.berth.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Reads the body of a request: one object of JSON in UTF-8, in which no member is given twice (RFC 8259 §4 leaves it
/// open what that means).
final class Body {

    /// What a merge patch is called (RFC 7396 §4).
    static final String PATCH = "application/merge-patch+json";

    private static final String JSON = "application/json";

    /// No charset, or the one that there is.
    private static final String CHARSET = "(?i)(?!.*;\\s*charset=(?!\"?utf-8\"?\\s*(;|$))).*";

    private static final int LONGEST_NAME = 100;

    /// Each of them may cost 60 octets of memory and more, however few it has in the body.
    private static final int MOST_TOKENS = 4_000_000;

    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_MEMBER = 4_096;

    private static final int PIECE = 8 * 1024;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxTokenCount(MOST_TOKENS)
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_MEMBER)
                    .build())
            .build();

    private Body() {}

    /// @throws Problem if it is none
    static JsonObject of(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String wanted = request.request().method().equals(HttpMethod.PATCH) ? PATCH : JSON;
        if (type == null || !isOf(wanted, type)) {
            throw Problem.of(Kind.UNSUPPORTED, "Send Content-Type: " + wanted + ", in UTF-8");
        }
        Buffer body = request.body().buffer();
        if (body == null || body.length() == 0) {
            throw Problem.of(Kind.MALFORMED, "The body is empty; it must be a JSON object");
        }
        return parse(body.getBytes());
    }

    private static boolean isOf(String wanted, String type) {
        int semicolon = type.indexOf(';');
        String media = semicolon < 0 ? type : type.substring(0, semicolon);
        return media.strip().toLowerCase(Locale.ROOT).equals(wanted) && type.matches(CHARSET);
    }

    private static JsonObject parse(byte[] octets) {
        requireText(octets);
        try (JsonParser parser = STRICT.createParser(octets)) {
            return object(parser);
        } catch (IOException e) {
            throw new IllegalStateException("octets in memory cannot be read", e);
        }
    }

    /// What the parser itself says may quote a password.
    private static JsonObject object(JsonParser parser) {
        try {
            if (JacksonCodec.fromParser(parser, Object.class) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            if (String.valueOf(e.getMessage()).contains("Duplicate field")) {
                throw Problem.invalid(List.of(
                        FieldFault.of(path(parser.getParsingContext()), "(given twice)", "is given at most once")));
            }
        }
        throw Problem.of(
                Kind.MALFORMED,
                "The body is not a JSON object of at most " + MOST_TOKENS + " parts, " + DEEPEST + " levels, names of "
                        + LONGEST_MEMBER + " and numbers of " + LONGEST_NUMBER + " characters");
    }

    /// The parser takes UTF-16 and characters that are written longer than they should be, too.
    private static void requireText(byte[] octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(octets);
        var out = CharBuffer.allocate(PIECE);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(in, out.clear(), true);
        }
        if (result.isError() || octets[0] == 0 || octets[octets.length - 1] == 0) {
            throw Problem.of(Kind.MALFORMED, "The body is not text in UTF-8");
        }
    }

    /// Where the parser is, such as `listeners[0].port`.
    private static String path(JsonStreamContext last) {
        Deque<String> parts = new ArrayDeque<>();
        for (JsonStreamContext at = last; at != null && !at.inRoot(); at = at.getParent()) {
            parts.addFirst(at.inArray() ? "[" + at.getCurrentIndex() + "]" : "." + at.getCurrentName());
        }
        String path = String.join("", parts).substring(1);
        return path.length() <= LONGEST_NAME ? path : path.substring(0, LONGEST_NAME) + "…";
    }
}
