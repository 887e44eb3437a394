package dev.berth.admin.reference;

import dev.berth.admin.http.Accepted;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/// `/openapi.yaml`, `/openapi.json`, and `/docs/`, where a browser reads them. Whoever reaches the listener may:
/// they say what the API is, and nothing of what it holds. Nothing is fetched from elsewhere.
public final class Reference {

    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// What the renderer is made of, with the media type of each part.
    private static final Map<String, String> PARTS = Map.of(
            "swagger-ui.css", "text/css; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "favicon-32x32.png", "image/png");

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Berth admin API</title>
            <link rel="stylesheet" href="swagger-ui.css">
            <link rel="icon" href="favicon-32x32.png">
            </head>
            <body>
            <div id="reference"></div>
            <script src="swagger-ui-bundle.js"></script>
            <script src="start.js"></script>
            </body>
            </html>
            """;

    private static final String START = """
            window.onload = () => SwaggerUIBundle({
              url: "../openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null
            });
            """;

    private final Vertx vertx;
    private final Buffer json;

    /// @param contract as it is published
    public Reference(Vertx vertx, JsonObject contract) {
        this.vertx = vertx;
        this.json = here(contract).toBuffer();
    }

    /// The address of the server is the one that the reader has come by.
    private static JsonObject here(JsonObject contract) {
        var servers = new io.vertx.core.json.JsonArray()
                .add(new JsonObject().put("url", "/api/v1").put("description", "This node."));
        return contract.copy().put("servers", servers);
    }

    /// Adds its routes.
    ///
    /// @param options answers OPTIONS
    public void addTo(Router router, Handler<RoutingContext> options) {
        Stream.concat(
                        Stream.of("/openapi.json", "/openapi.yaml", "/docs", "/docs/start.js"),
                        PARTS.keySet().stream().map(name -> "/docs/" + name))
                .forEach(path -> router.options(path).handler(options));
        read(router, "/openapi.json", "application/json").handler(request -> send(request, "application/json", json));
        read(router, "/openapi.yaml", "application/yaml")
                .handler(request -> resource(request, "/openapi.yaml", "application/yaml"));
        read(router, "/docs", "text/html").handler(Reference::page);
        read(router, "/docs/start.js", "text/javascript")
                .handler(request -> send(request, "text/javascript; charset=utf-8", Buffer.buffer(START)));
        PARTS.forEach((name, type) -> read(router, "/docs/" + name, type.replaceAll(";.*", ""))
                .handler(request -> part(request, name, type)));
    }

    /// Whoever may read may ask for the head as well (RFC 9110 §9.3.2).
    private static Route read(Router router, String path, String type) {
        return router.get(path).method(HttpMethod.HEAD).handler(request -> {
            Accepted.require(request.request(), List.of(type));
            request.next();
        });
    }

    /// What the page names is beside it, so that its own path must end in a slash.
    private static void page(RoutingContext request) {
        if (String.valueOf(request.request().path()).endsWith("/")) {
            send(request, "text/html; charset=utf-8", Buffer.buffer(PAGE));
        } else {
            request.redirect("/docs/").onComplete(_ -> {}, _ -> {});
        }
    }

    private void part(RoutingContext request, String name, String type) {
        vertx.executeBlocking(() -> read(webjar() + name), false)
                .map(Objects::requireNonNull)
                .onComplete(octets -> send(request, type, octets), request::fail);
    }

    private void resource(RoutingContext request, String path, String type) {
        vertx.executeBlocking(() -> read(path), false)
                .map(Objects::requireNonNull)
                .onComplete(octets -> send(request, type, octets), request::fail);
    }

    private static String webjar() {
        var properties = new Properties();
        try (InputStream in = open(WEBJAR)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
    }

    private static Buffer read(String path) {
        try (InputStream in = open(path)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) {
        return Objects.requireNonNull(Reference.class.getResourceAsStream(path), path);
    }

    private static void send(RoutingContext request, String type, Buffer octets) {
        Future<Void> sent = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(octets.length()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", CSP)
                .end(octets);
        sent.onComplete(_ -> {}, _ -> {});
    }
}
