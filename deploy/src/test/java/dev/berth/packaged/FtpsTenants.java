package dev.berth.packaged;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Two tenants of a packaged server that demand TLS of everything, made by the admin API, with an explicit and an
/// implicit listener each and a certificate of a test authority. The strict one demands resumption, too.
///
/// @param authority who signed their certificates
public record FtpsTenants(TestAuthority authority, Tenant strict, Tenant lenient) {

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
                make(calls, server, "strict", "require", pem),
                make(calls, server, "lenient", "prefer", pem));
    }

    private static Tenant make(AdminCalls calls, PackagedServer server, String slug, String resumption, String pem) {
        int first = FreePorts.block(2 + PASSIVE);
        String path = "/tenants/" + slug;
        calls.done(
                "POST",
                "/tenants",
                new JsonObject()
                        .put("slug", slug)
                        .put("listeners", new JsonArray().add(listener(first, "explicit")).add(listener(first + 1, "implicit")))
                        .put("passive", new JsonObject().put("ports", (first + 2) + "-" + (first + 1 + PASSIVE))));
        calls.done("PUT", path + "/certificates/main", new JsonObject().put("pem", pem));
        calls.done(
                "PUT", path + "/tls", new JsonObject().put("demand", "everything").put("resumption", resumption));
        calls.done(
                "POST", path + "/accounts", new JsonObject().put("user", USER).put("password", PASSWORD));
        return new Tenant(
                slug, first, first + 1, USER, PASSWORD, server.data().resolve("storage").resolve(slug));
    }

    private static JsonObject listener(int port, String tls) {
        return new JsonObject().put("port", port).put("tls", tls);
    }
}
