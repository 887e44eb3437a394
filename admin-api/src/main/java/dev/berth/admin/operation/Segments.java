package dev.berth.admin.operation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Parts of paths.
public final class Segments {

    private Segments() {}

    /// A part of a path, escaped (RFC 3986 §2.1).
    public static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
