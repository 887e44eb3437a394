package dev.berth.admin.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The origins whose pages may call (CORS), and what they may read of an answer.
///
/// @param allowed such as `https://console.example.net`; none for no CORS
/// @param readable the headers that a page may read
public record Origins(Set<String> allowed, Set<String> readable) {

    /// No page may call.
    public static final Origins NONE = new Origins(Set.of(), Set.of());

    public Origins {
        allowed = Set.copyOf(allowed);
        readable = Set.copyOf(readable);
    }

    /// Lets the page that has sent a request read how it is refused, if it comes no further than the entrance.
    void open(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        if (origins.size() == 1 && allowed.contains(origins.getFirst())) {
            request.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origins.getFirst())
                    .putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(",", new TreeSet<>(readable)));
        }
    }
}
