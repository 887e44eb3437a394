package dev.berth.packaged.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where a client works: a directory on the server, reached one way, and one of its own.
///
/// @param port the control port
/// @param directory the path on the server, such as `/curl-1`
/// @param disk that directory on the server's disk
/// @param local the client's own directory
record Place(Way way, int port, String user, String password, String directory, Path disk, Path local) {

    String host() {
        return way.family().host();
    }

    /// The path on the server of a name in the directory.
    String path(String name) {
        return directory + "/" + name;
    }

    /// The URL of a name in the directory, without login; nothing for the directory itself.
    String url(String name) {
        return "ftp://" + way.family().hostInUrl() + ":" + port + directory + "/" + encoded(name);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
