package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.Lab.Machine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A packaged server on the server of a [Lab], administered over its API.
final class LabServer implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";
    static final String USER = "alice";

    private static final String API = "http://127.0.0.1:8421/api/v1";

    private final Lab lab;
    private final Path directory;
    private PackagedServer server;

    private LabServer(Lab lab, Path directory) {
        this.lab = lab;
        this.directory = directory;
        this.server = serve();
    }

    private PackagedServer serve() {
        return PackagedServer.serving(new PackagedServer.Start(
                directory,
                lab.on(Machine.SERVER),
                Distribution.BERTH,
                List.of("--data", "data", "--config", settings(directory).toString()),
                Map.of()));
    }

    /// Ends it, lets something happen, and starts it again.
    void restartAfter(Runnable meanwhile) {
        server.close();
        meanwhile.run();
        server = serve();
    }

    static LabServer start(Lab lab, Path directory) {
        return new LabServer(lab, directory);
    }

    /// Makes a tenant with one control port and an account.
    ///
    /// @param passive what its `passive` is to be
    void tenant(String slug, int port, String proxy, JsonObject passive) {
        call(
                "POST",
                "/tenants",
                new JsonObject()
                        .put("slug", slug)
                        .put(
                                "listeners",
                                new JsonArray()
                                        .add(new JsonObject().put("port", port).put("proxy", proxy)))
                        .put("passive", passive));
        call(
                "POST",
                "/tenants/" + slug + "/accounts",
                new JsonObject().put("user", USER).put("password", PASSWORD));
    }

    /// Calls the admin API; the answer must be a success.
    void call(String method, String path, JsonObject body) {
        Path content = directory.resolve("body.json");
        try {
            Files.writeString(content, body.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Programs.Ended ended = lab.run(
                Machine.SERVER,
                List.of(
                        "curl",
                        "-sS",
                        "-X",
                        method,
                        "-H",
                        "Authorization: Bearer " + read(token()).strip(),
                        "-H",
                        "Content-Type: "
                                + (method.equals("PATCH") ? "application/merge-patch+json" : "application/json"),
                        "-w",
                        "%{http_code}",
                        "--data-binary",
                        "@" + content,
                        API + path));
        assertThat(ended.orFail().out()).as(ended.toString()).endsWith(method.equals("POST") ? "201" : "200");
    }

    /// Asks the admin API until its answer has a text.
    void await(String path, String text) {
        lab.shell(
                Machine.SERVER,
                "for i in $(seq 200); do curl -sS -H 'Authorization: Bearer "
                        + read(token()).strip() + "' " + API + path + " | grep -qF '" + text
                        + "' && exit 0; sleep 0.3; done; exit 1");
    }

    /// The directory of a tenant's files.
    Path files(String tenant) {
        return directory.resolve("data/storage").resolve(tenant);
    }

    /// The file of the operator's token.
    Path token() {
        return directory.resolve("data/operator-token");
    }

    @Override
    public void close() {
        server.close();
    }

    private static Path settings(Path directory) {
        try {
            return Files.writeString(directory.resolve("berth.yaml"), """
                    node:
                      bind: ["0.0.0.0", "::"]
                    admin:
                      port: 8421
                    demo:
                      enabled: false
                    proxy:
                      trusted: ["192.168.1.1/32"]
                    passive:
                      externalAddress: %s
                    session:
                      max: 100
                      idleTimeout: 8s
                    transfer:
                      idleTimeout: 4s
                    storage:
                      durability: rename
                    """.formatted(Lab.PUBLIC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
