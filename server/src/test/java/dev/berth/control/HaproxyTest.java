package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestSettings;
import dev.berth.endpoint.PassiveRange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real HAProxy in front of the node, and a real client in front of it: both connections arrive with a PROXY
/// header of version 1 or 2, and 227 names the balancer's address, which the client dialled.
@Tag("client")
class HaproxyTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static final String FRONT = NodeUnderTestSettings.FRONT;
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    @TempDir
    static Path directory;

    private static Process haproxy;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "HAProxy is not installed");
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"), configuration("send-proxy-v2"));
        haproxy = new ProcessBuilder(PROGRAM.toString(), "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
        NodeUnderTest.await("HAProxy to listen", HaproxyTest::listens);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (haproxy != null) {
            haproxy.destroy();
            assertThat(haproxy.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--disable-epsv", "--disable-eprt"})
    void curl_fetches_and_stores(String mode) throws IOException, InterruptedException {
        var person = node.person("quay");
        Files.writeString(person.home().resolve("hello.txt"), "hello\n");
        Path fetched = directory.resolve("fetched.txt");
        String place = "ftp://" + FRONT + ":" + port() + "/";
        String login = person.user() + "@quay:" + person.password();
        curl(List.of(mode, "-u", login, "-o", fetched.toString(), place + "hello.txt"));
        assertThat(fetched).hasContent("hello\n");
        curl(List.of(mode, "-u", login, "-T", fetched.toString(), place + "stored.txt"));
        assertThat(person.home().resolve("stored.txt")).hasContent("hello\n");
        node.leaks().check(person);
    }

    @Test
    void the_address_that_curl_dials_tells_the_tenant() throws IOException, InterruptedException {
        var person = node.person("quay");
        Files.writeString(person.home().resolve("hello.txt"), "hello\n");
        Path fetched = directory.resolve("by-address.txt");
        curl(List.of(
                "-u",
                person.user() + ":" + person.password(),
                "-o",
                fetched.toString(),
                "ftp://" + FRONT + ":" + node.control("signals").getPort() + "/hello.txt"));
        assertThat(fetched).hasContent("hello\n");
        node.leaks().check(person);
    }

    private static void curl(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("curl", "-sS", "-v", "--max-time", "20"));
        command.addAll(arguments);
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(said).isZero();
    }

    private static int port() {
        return node.control("proxied").getPort();
    }

    private static boolean listens() {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(FRONT, port()), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// A server line without a port sends each connection to the port that the client dialled.
    private static String configuration(String header) {
        PassiveRange range = node.range("proxied");
        return """
                defaults
                  mode tcp
                  timeout connect 5s
                  timeout client 1h
                  timeout server 1h
                frontend control
                  bind %1$s:%2$d
                  bind %1$s:%7$d
                  default_backend node
                frontend data
                  bind %1$s:%3$d-%4$d
                  default_backend node
                backend node
                  source %5$s
                  server n0 127.0.0.1 %6$s
                """.formatted(
                        FRONT,
                        port(),
                        range.first(),
                        range.last(),
                        NodeUnderTestSettings.BALANCER,
                        header,
                        node.control("signals").getPort());
    }
}
