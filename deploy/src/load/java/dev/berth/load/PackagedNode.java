package dev.berth.load;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged Berth, started for a measurement on loopback with new data, and its admin API.
final class PackagedNode implements AutoCloseable {

    private static final Pattern API = Pattern.compile("http://[^ ,]*/api/v1");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Process process;
    private final String api;
    private final String token;

    private PackagedNode(Path data, Process process) throws IOException {
        this.data = data;
        this.process = process;
        this.api = awaitServing(process);
        this.token = Files.readString(data.resolve("operator-token")).strip();
    }

    /// Starts one.
    ///
    /// @param home the distribution
    /// @param settings such as `session.max=100`
    static PackagedNode start(Path home, String... settings) throws IOException {
        return start(home, Files.createTempDirectory("berth-load"), settings);
    }

    /// Starts one, or starts it again.
    ///
    /// @param home the distribution
    /// @param data its data directory
    /// @param settings such as `session.max=100`
    static PackagedNode start(Path home, Path data, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/berth").toString(),
                "--data",
                data.toString(),
                "--set",
                "demo.enabled=false",
                "--set",
                "admin.port=0"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new PackagedNode(data, process);
        } catch (IOException e) {
            end(process);
            throw e;
        }
    }

    /// Where a tenant's files are.
    Path files(String tenant) {
        return data.resolve("storage").resolve(tenant);
    }

    /// Makes a tenant with a control port of its own.
    ///
    /// @param passive its passive ports
    /// @return the control port
    int tenant(String slug, String passive) throws IOException, InterruptedException {
        int port = freePort();
        var listener = new JsonObject().put("port", port).put("tls", "explicit");
        var _ = post(
                201,
                "/tenants",
                new JsonObject()
                        .put("slug", slug)
                        .put("listeners", List.of(listener))
                        .put("passive", new JsonObject().put("ports", passive)));
        return port;
    }

    /// Makes something.
    ///
    /// @param status what has to be answered
    JsonObject post(int status, String path, JsonObject body) throws IOException, InterruptedException {
        return send(
                status,
                request(path).POST(BodyPublishers.ofString(body.encode())).header("Content-Type", "application/json"));
    }

    /// Sets something.
    void put(String path, JsonObject body) throws IOException, InterruptedException {
        var _ = send(
                200,
                request(path).PUT(BodyPublishers.ofString(body.encode())).header("Content-Type", "application/json"));
    }

    /// Its processes.
    ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    /// Reads something.
    JsonObject get(String path) throws IOException, InterruptedException {
        return send(200, request(path).GET());
    }

    @Override
    public void close() {
        end(process);
        process.onExit().join();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + token);
    }

    private JsonObject send(int status, HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new Unexpected(response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body());
    }

    private static String awaitServing(Process server) throws IOException {
        String api = "";
        BufferedReader out = server.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = API.matcher(line);
            if (address.find()) {
                api = address.group();
            }
            if (!api.isEmpty() && line.contains("token in")) {
                return api;
            }
        }
        throw new IOException("the server has ended");
    }

    /// A port that nobody listens on.
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
