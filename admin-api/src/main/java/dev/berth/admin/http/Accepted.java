package dev.berth.admin.http;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What a client takes (RFC 9110 §12.5.1). Problems are sent to those as well that take none.
public final class Accepted {

    private static final String NEVER = "q=0(\\.0{0,3})?";

    private Accepted() {}

    /// A range of types; the more of one it names the more it counts.
    private record Range(String type, boolean taken) {

        boolean holds(String other) {
            return type.equals(other)
                    || type.equals("*/*")
                    || (type.endsWith("/*") && other.startsWith(type.substring(0, type.length() - 1)));
        }

        int weight() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }

    /// Refuses a request to which there is no answer of a type that its client takes.
    ///
    /// @param types those of the answer, without parameters; none for an answer without a body
    /// @throws Problem 406 which names them
    public static void require(HttpServerRequest request, Collection<String> types) {
        List<Range> ranges = request.headers().getAll(HttpHeaders.ACCEPT).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(range -> range.strip().toLowerCase(Locale.ROOT))
                .filter(range -> !range.isEmpty())
                .map(Accepted::range)
                .toList();
        if (!ranges.isEmpty() && !types.isEmpty() && types.stream().noneMatch(type -> takes(ranges, type))) {
            throw Problem.of(
                    Kind.NOT_ACCEPTABLE, "The answer is " + String.join(" or ", types) + "; name it in Accept");
        }
    }

    private static Range range(String text) {
        String[] parts = text.split("\\s*;\\s*", -1);
        boolean never = Arrays.stream(parts).skip(1).anyMatch(part -> part.matches(NEVER));
        return new Range(parts[0], !never);
    }

    private static boolean takes(List<Range> ranges, String type) {
        return ranges.stream()
                .filter(range -> range.holds(type))
                .max(Comparator.comparingInt(Range::weight).thenComparing(Range::taken))
                .map(Range::taken)
                .orElse(false);
    }
}
