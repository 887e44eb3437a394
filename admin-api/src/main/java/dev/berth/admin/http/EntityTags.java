package dev.berth.admin.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Entity tags as `If-None-Match` names them (RFC 9110 §13.1.2).
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("\"[\\x21\\x23-\\x7e]*\"");

    private EntityTags() {}

    /// Whether a request names a tag among those that its client has, weak or not, or says that it has any.
    ///
    /// @param tag with its quotes
    public static boolean areNamed(HttpServerRequest request, String tag) {
        String known = String.join(",", request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
        return known.strip().equals("*")
                || TAG.matcher(known).results().map(MatchResult::group).anyMatch(tag::equals);
    }
}
