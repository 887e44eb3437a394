package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.Lab.Machine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Real clients against a server behind address translation, from its own network and from the internet: by `auto`
/// where the node can know what the client has dialled (the own network; behind a balancer that sends PROXY
/// headers) or was told what it is called outside (`passive.externalAddress`), and by rules.
@Tag("packaged")
@Tag("client")
class NatIT {

    private static final List<String> CLIENTS = List.of("curl", "lftp", "wget", "python3", "java");

    @TempDir
    static Path directory;

    private static Lab lab;
    private static LabServer server;
    private static Process balancer;

    /// A way to the server.
    ///
    /// @param from who goes it
    /// @param host what the client dials
    /// @param port of which tenant
    /// @param ipv6 whether that is an IPv6 address, where there is no PASV
    private record Route(String name, Machine from, String host, int port, String tenant, boolean ipv6) {}

    private static final List<Route> ROUTES = List.of(
            new Route("auto from the own network", Machine.NEIGHBOUR, Lab.SERVER, 2122, "auto", false),
            new Route("auto behind a balancer", Machine.CLIENT, Lab.PUBLIC, 2123, "proxied", false),
            new Route("auto from the internet", Machine.CLIENT, Lab.PUBLIC, 2122, "auto", false),
            new Route("auto over IPv6", Machine.CLIENT, Lab.SERVER_IPV6, 2122, "auto", true),
            new Route("rules from the own network", Machine.NEIGHBOUR, Lab.SERVER, 2121, "rules", false),
            new Route("rules from the internet", Machine.CLIENT, Lab.PUBLIC, 2121, "rules", false));

    @BeforeAll
    static void start() throws IOException {
        lab = Lab.build(directory);
        Programs.require(CLIENTS);
        lab.rules("2121-2122, 30000-30019", "9");
        server = LabServer.start(lab, directory);
        var rules = new JsonArray()
                .add(new JsonObject().put("clients", "192.168.0.0/16").put("address", "listener"))
                .add(new JsonObject().put("address", Lab.PUBLIC));
        server.tenant(
                "rules",
                2121,
                "off",
                new JsonObject().put("ports", "30000-30009").put("external", rules));
        server.tenant("auto", 2122, "off", new JsonObject().put("ports", "30010-30019"));
        server.tenant("proxied", 2123, "required", new JsonObject().put("ports", "30020-30029"));
        byte[] content = new byte[300_000];
        new Random(4).nextBytes(content);
        for (Route route : ROUTES) {
            Files.createDirectories(server.files(route.tenant()));
            Files.write(server.files(route.tenant()).resolve("cargo.bin"), content);
        }
        try (var endless = new RandomAccessFile(
                server.files("rules").resolve("endless.bin").toFile(), "rw")) {
            endless.setLength(1L << 30);
        }
        balancer = haproxy();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (balancer != null) {
            balancer.destroy();
            balancer.waitFor();
        }
        if (server != null) {
            server.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_client_by_every_way() {
        return ROUTES.stream()
                .flatMap(route -> Stream.of("pasv", "epsv")
                        .filter(way -> !(route.ipv6() && way.equals("pasv")))
                        .flatMap(way -> CLIENTS.stream()
                                // wget knows EPSV over IPv6 only
                                .filter(client -> !(client.equals("wget") && way.equals("epsv") && !route.ipv6()))
                                .map(client -> DynamicTest.dynamicTest(
                                        client + " by " + way + ", " + route.name(),
                                        () -> fetch(client, way, route)))));
    }

    /// No FIN, no RST: the cable is cut. What the client had on the server is free again after the idle times, which
    /// are short here; without them TCP itself would notice after a minute.
    @Test
    void a_peer_that_vanishes_frees_what_it_had() throws IOException, InterruptedException {
        List<String> slow = new ArrayList<>(lab.on(Machine.CLIENT));
        slow.addAll(List.of("curl", "-s", "--limit-rate", "20k", "-o", "/dev/null", "-u"));
        slow.addAll(List.of(LabServer.USER + ":" + LabServer.PASSWORD, "ftp://" + Lab.PUBLIC + ":2121/endless.bin"));
        Process client = new ProcessBuilder(slow).start();
        try {
            server.await("/sessions", "RETR");
            lab.rules("2121-2122, 30000-30019", "1-65535");
            server.await("/sessions", "\"items\":[]");
        } finally {
            lab.rules("2121-2122, 30000-30019", "9");
            client.destroy();
            client.waitFor();
        }
    }

    private static void fetch(String client, String way, Route route) throws IOException {
        Path to = directory.resolve("fetched.bin");
        Files.deleteIfExists(to);
        lab.run(route.from(), command(client, way, route, to)).orFail();
        assertThat(to).hasSameBinaryContentAs(server.files(route.tenant()).resolve("cargo.bin"));
    }

    private static List<String> command(String client, String way, Route route, Path to) {
        String host = route.ipv6() ? "[" + route.host() + "]" : route.host();
        String url = "ftp://" + host + ":" + route.port() + "/cargo.bin";
        boolean epsv = way.equals("epsv");
        return switch (client) {
            case "curl" -> {
                List<String> words =
                        new ArrayList<>(List.of("curl", "-sS", "-v", "--max-time", "30", "-o", to.toString()));
                // It shall go to the address in 227.
                words.addAll(epsv ? List.of() : List.of("--disable-epsv", "--no-ftp-skip-pasv-ip"));
                words.addAll(List.of("-u", LabServer.USER + ":" + LabServer.PASSWORD, "-g", url));
                yield words;
            }
            case "lftp" ->
                List.of(
                        "lftp",
                        "-c",
                        "set cmd:fail-exit yes; set net:max-retries 1; set net:timeout 20; set ftp:ssl-allow no;"
                                + " set ftp:fix-pasv-address no; set ftp:prefer-epsv " + epsv + "; open -p "
                                + route.port() + " -u " + LabServer.USER + ",'" + LabServer.PASSWORD + "' " + host
                                + "; get cargo.bin -o " + to);
            case "wget" ->
                List.of(
                        "wget",
                        "-nv",
                        "--tries=1",
                        "--timeout=20",
                        "--no-proxy",
                        "--ftp-user=" + LabServer.USER,
                        "--ftp-password=" + LabServer.PASSWORD,
                        "-O",
                        to.toString(),
                        url);
            case "python3" -> List.of("python3", "-c", python(epsv && !route.ipv6(), route), to.toString());
            case "java" ->
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommonsNetClient.class.getName(),
                        route.host(),
                        String.valueOf(route.port()),
                        way,
                        LabServer.USER,
                        LabServer.PASSWORD,
                        "cargo.bin",
                        to.toString());
            default -> throw new IllegalArgumentException(client);
        };
    }

    /// Python takes EPSV where it believes to speak IPv6; and it shall go to the address in 227.
    private static String python(boolean pretend, Route route) {
        return """
                import ftplib, socket, sys
                ftp = ftplib.FTP()
                ftp.trust_server_pasv_ipv4_address = True
                ftp.connect('%s', %d, timeout=20)
                ftp.login('%s', '%s')
                if %s:
                    ftp.af = socket.AF_INET6
                with open(sys.argv[1], 'wb') as out:
                    ftp.retrbinary('RETR cargo.bin', out.write)
                ftp.quit()
                """.formatted(
                        route.host(), route.port(), LabServer.USER, LabServer.PASSWORD, pretend ? "True" : "False");
    }

    /// On the router: sends the header that tells the client, and what it has dialled.
    private static Process haproxy() throws IOException {
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"), """
                defaults
                  mode tcp
                  timeout connect 5s
                  timeout client 1h
                  timeout server 1h
                frontend control
                  bind %1$s:2123
                  default_backend node
                frontend data
                  bind %1$s:30020-30029
                  default_backend node
                backend node
                  server n0 %2$s send-proxy-v2
                """.formatted(Lab.PUBLIC, Lab.SERVER));
        List<String> command = new ArrayList<>(lab.on(Machine.ROUTER));
        command.addAll(List.of("haproxy", "-db", "-f", configuration.toString()));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
        lab.shell(
                Machine.CLIENT,
                "for i in $(seq 40); do curl -s -m 5 -o /dev/null -u " + LabServer.USER + ":'" + LabServer.PASSWORD
                        + "' ftp://" + Lab.PUBLIC + ":2123/ && exit 0; sleep 0.3; done; exit 1");
        return started;
    }
}
