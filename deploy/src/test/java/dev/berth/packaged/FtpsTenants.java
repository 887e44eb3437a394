package dev.berth.packaged;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Three tenants of a packaged server that demand TLS of everything, made by the admin API, with an explicit and an
/// implicit listener each and a certificate of a test authority.
///
/// @param authority who signed their certificates
/// @param strict demands that data connections resume, and end with close_notify
/// @param lenient does not demand that they resume
/// @param tolerant takes uploads that end without close_notify, too
public record FtpsTenants(TestAuthority authority, Tenant strict, Tenant lenient, Tenant tolerant) {

    private static final int PASSIVE = 40;
    private static final String USER = "anna";
    private static final String PASSWORD = "correct horse 8";

    /// A tenant.
    ///
    /// @param explicit the port for AUTH TLS
    /// @param implicit the port where the handshake comes first
    /// @param home the directory of its account on the server's disk
    public record Tenant(String slug, int explicit, int implicit, String user, String password, Path home) {}

    static FtpsTenants of(PackagedServer server, Path directory) throws IOException {
        var authority = TestAuthority.in(Files.createDirectory(directory.resolve("authority")));
        var calls = new AdminCalls(server);
        String pem = Files.readString(authority.server("server", "ftp.example.net"));
        return new FtpsTenants(
                authority,
                make(calls, server, "strict", pem, new JsonObject().put("resumption", "require")),
                make(calls, server, "lenient", pem, new JsonObject()),
                make(calls, server, "tolerant", pem, new JsonObject().put("strictEnd", false)));
    }

    private static Tenant make(AdminCalls calls, PackagedServer server, String slug, String pem, JsonObject demands) {
        int first = FreePorts.block(2 + PASSIVE);
        String path = "/tenants/" + slug;
        calls.done(
                "POST",
                "/tenants",
                new JsonObject()
                        .put("slug", slug)
                        .put(
                                "listeners",
                                new JsonArray().add(listener(first, "explicit")).add(listener(first + 1, "implicit")))
                        .put("passive", new JsonObject().put("ports", (first + 2) + "-" + (first + 1 + PASSIVE))));
        calls.done("PUT", path + "/certificates/main", new JsonObject().put("pem", pem));
        calls.done("PUT", path + "/tls", demands.put("demand", "everything"));
        calls.done(
                "POST", path + "/accounts", new JsonObject().put("user", USER).put("password", PASSWORD));
        return new Tenant(
                slug,
                first,
                first + 1,
                USER,
                PASSWORD,
                server.data().resolve("storage").resolve(slug));
    }

    private static JsonObject listener(int port, String tls) {
        return new JsonObject().put("port", port).put("tls", tls);
    }
}
