package dev.berth.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tenant.TlsPolicy.Demand;
import dev.berth.tenant.TlsPolicy.Resumption;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that people have, each with a TLS library of its own: Python and curl on OpenSSL, lftp on GnuTLS, rclone
/// on Go's. Resumption is demanded where the client can.
@Tag("client")
class RealClientsTest {

    private static final int SIZE = 300_000;

    /// Between its connection and its command curl 7.88 may wait for seconds: it begins the handshake before it sends
    /// the command, and looks at one of the two connections only.
    @RegisterExtension
    static final NodeUnderTest node =
            NodeUnderTest.with(NodeUnderTestSettings.STANDARD.withConnectTimeout(Duration.ofSeconds(30)));

    private NodeUnderTestPerson person;
    private Path work;

    @BeforeEach
    void arrive() throws IOException {
        person = node.person("acme");
        work = Files.createTempDirectory("berth-clients");
        Files.write(work.resolve("up.bin"), content());
        demand(Resumption.REQUIRE);
    }

    @AfterEach
    void nothing_is_left() throws IOException {
        node.leaks().check(person);
        node.demand("acme", TlsPolicy.DEFAULT);
        for (File file : work.toFile().listFiles()) {
            Files.delete(file.toPath());
        }
        Files.delete(work);
    }

    @ParameterizedTest
    @CsvSource({"1.2,explicit", "1.3,explicit", "1.2,implicit", "1.3,implicit"})
    void python(String version, String mode) throws Exception {
        String script = Path.of(
                        RealClientsTest.class.getResource("/clients/ftps.py").toURI())
                .toString();
        String said =
                run("python3", script, "127.0.0.1", port(mode), person.user(), person.password(), version, mode, "5");
        assertThat(said.strip()).isEqualTo("done");
    }

    /// Somebody at the client's own address who takes the port, and has a session with the server, though not this
    /// one.
    @ParameterizedTest
    @CsvSource({"1.2", "1.3"})
    void whoever_resumes_another_session_gets_nothing(String version) throws Exception {
        String script = Path.of(
                        RealClientsTest.class.getResource("/clients/ftps.py").toURI())
                .toString();
        String said = run(
                "python3",
                script,
                "127.0.0.1",
                port("explicit"),
                person.user(),
                person.password(),
                version,
                "foreign",
                "1");
        assertThat(said.strip()).isEqualTo("522");
    }

    @Test
    void curl_changes_a_password() throws Exception {
        String url = "ftp://127.0.0.1:" + port("explicit") + "/";
        List<String> common = List.of("curl", "-sS", "--insecure", "--ssl-reqd", "--user", login());
        String change = "SITE PSWD \"" + person.password() + "\" correct.horse";
        assertThat(run(with(common, "-Q", change, url))).isEmpty();
        String changed = person.user() + ":correct.horse";
        assertThat(run("curl", "-sS", "--insecure", "--ssl-reqd", "--user", changed, "-T", "up.bin", url + "a.bin"))
                .isEmpty();
        assertThat(person.home().resolve("a.bin")).hasBinaryContent(content());
    }

    /// Over TLS 1.3 curl cannot resume after an upload within one call: it throws a used ticket away, and has closed
    /// before it reads the new one.
    @ParameterizedTest
    @CsvSource({"1.2,explicit", "1.3,explicit", "1.2,implicit", "1.3,implicit"})
    void curl(String version, String mode) throws Exception {
        String url = (mode.equals("implicit") ? "ftps" : "ftp") + "://127.0.0.1:" + port(mode) + "/";
        List<String> common = List.of(
                "curl", "-sS", "--insecure", "--ssl-reqd", "--tlsv" + version, "--tls-max", version, "--user", login());
        for (String name : List.of("a.bin", "b.bin")) {
            assertThat(run(with(common, "-T", "up.bin", url + name))).isEmpty();
        }
        assertThat(person.home().resolve("b.bin")).hasBinaryContent(content());
        assertThat(run(with(common, "-o", "a", url + "a.bin", "-o", "b", url + "b.bin")))
                .isEmpty();
        assertThat(work.resolve("b")).hasBinaryContent(content());
        assertThat(run(with(common, url))).contains("a.bin").contains("b.bin");
        Files.write(work.resolve("c"), Arrays.copyOf(content(), SIZE / 2));
        assertThat(run(with(common, "-C", "-", "-o", "c", url + "a.bin"))).isEmpty();
        assertThat(work.resolve("c")).hasBinaryContent(content());
    }

    @Test
    void curl_goes_on_in_clear_after_ccc() throws Exception {
        node.demand("acme", new TlsPolicy(Demand.NOTHING, Resumption.PREFER, true, true));
        String said = run(
                "curl",
                "-sS",
                "--insecure",
                "--ssl-reqd",
                "--ftp-ssl-ccc",
                "--user",
                login(),
                "-T",
                "up.bin",
                "ftp://127.0.0.1:" + port("explicit") + "/ccc.bin");
        assertThat(said).isEmpty();
        assertThat(person.home().resolve("ccc.bin")).hasBinaryContent(content());
    }

    @ParameterizedTest
    @CsvSource({"VERS-TLS1.2,explicit", "VERS-TLS1.3,explicit", "VERS-TLS1.2,implicit", "VERS-TLS1.3,implicit"})
    void lftp(String version, String mode) throws Exception {
        String url = (mode.equals("implicit") ? "ftps" : "ftp") + "://127.0.0.1:" + port(mode);
        String said = run(
                "lftp",
                "--norc",
                "-c",
                "set ssl:verify-certificate no; set ftp:ssl-force yes; set ftp:ssl-protect-data yes;"
                        + " set net:max-retries 1; set net:timeout 10; set cmd:fail-exit yes;"
                        + " set ssl:priority NORMAL:-VERS-ALL:+" + version + ";"
                        + " open -u " + person.user() + ",\"" + person.password() + "\" " + url + ";"
                        + " put up.bin -o a.bin; put up.bin -o b.bin; get a.bin -o a; get b.bin -o b; cls -1");
        assertThat(said.lines()).contains("a.bin", "b.bin");
        assertThat(work.resolve("b")).hasBinaryContent(content());
        assertThat(person.home().resolve("b.bin")).hasBinaryContent(content());
    }

    @Test
    void rclone() throws Exception {
        demand(Resumption.PREFER);
        String remote = ":ftp,host=127.0.0.1,port=" + port("explicit") + ",explicit_tls,no_check_certificate,user="
                + person.user() + ",pass="
                + run("rclone", "obscure", person.password()).strip() + ":";
        assertThat(run("rclone", "--config", "/dev/null", "copyto", "up.bin", remote + "r.bin"))
                .doesNotContain("ERROR");
        assertThat(person.home().resolve("r.bin")).hasBinaryContent(content());
        assertThat(run("rclone", "--config", "/dev/null", "copyto", remote + "r.bin", "r"))
                .doesNotContain("ERROR");
        assertThat(work.resolve("r")).hasBinaryContent(content());
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2", "-tls1_3"})
    void openssl_s_client_sees_what_it_should(String version) throws Exception {
        assumeTrue(has("openssl"), "openssl is not installed");
        Process process = new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + port("explicit"),
                        "-starttls",
                        "ftp",
                        version,
                        "-brief",
                        "-ign_eof",
                        "-nocommands")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write("QUIT\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("CONNECTION ESTABLISHED").contains("220");
    }

    /// RFC 4217 §10: curl shows its certificate in the handshakes of both connections.
    @ParameterizedTest
    @CsvSource({"1.2,ONLY", "1.3,ONLY", "1.2,INSTEAD", "1.3,EXTRA"})
    void curl_logs_in_by_certificate(String version, ClientCertificates.Use use) throws Exception {
        var authority = new TestAuthority("authority of clients");
        var proof = authority.certify("CN=" + person.user());
        Files.writeString(
                work.resolve("own.pem"), proof.pem() + Pem.of(proof.pair().getPrivate()));
        node.demand(
                "acme",
                new TlsPolicy(Demand.EVERYTHING, Resumption.REQUIRE, true, false)
                        .with(new ClientCertificates(use, ClientCertificates.Name.COMMON_NAME, authority.pem())));
        String password = use == ClientCertificates.Use.EXTRA ? person.password() : "none";
        List<String> common = List.of(
                "curl",
                "-sS",
                "--insecure",
                "--ssl-reqd",
                "--tlsv" + version,
                "--tls-max",
                version,
                "--user",
                person.user() + ":" + password);
        String url = "ftp://127.0.0.1:" + port("explicit") + "/";
        assertThat(run(with(common, "--cert", "own.pem", "-T", "up.bin", url + "c.bin")))
                .isEmpty();
        assertThat(person.home().resolve("c.bin")).hasBinaryContent(content());
        assertThat(run(with(common, "--cert", "own.pem", url))).contains("c.bin");
        assumeTrue(has("curl"), "curl is not installed");
        Process refused = new ProcessBuilder(with(common, url))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("said").toFile())
                .start();
        assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(67); // "The login was denied"
    }

    private void demand(Resumption resumption) {
        node.demand("acme", new TlsPolicy(Demand.EVERYTHING, resumption, true, false));
    }

    private String login() {
        return person.user() + ":" + person.password();
    }

    private static String port(String mode) {
        return Integer.toString(node.control(mode).getPort());
    }

    private static byte[] content() {
        byte[] content = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            content[i] = (byte) (i * 31 ^ i >>> 8);
        }
        return content;
    }

    private static String[] with(List<String> common, String... more) {
        return java.util.stream.Stream.concat(common.stream(), Arrays.stream(more))
                .toArray(String[]::new);
    }

    /// Runs a client in the work directory; skipped where it is not installed.
    ///
    /// @return all that it said; it must have ended well
    private String run(String... words) throws IOException, InterruptedException, URISyntaxException {
        assumeTrue(has(words[0]), words[0] + " is not installed");
        Path said = work.resolve("said");
        Process process = new ProcessBuilder(words)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
