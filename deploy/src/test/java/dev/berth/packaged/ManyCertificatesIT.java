package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Many certificates of one tenant: how long the first handshake for a name takes that nobody has asked for yet, and
/// what all of them take of memory. `deploy/verify-long certificates` does it with a thousand.
@Tag("packaged")
@Isolated
class ManyCertificatesIT {

    private static final int COUNT = Integer.getInteger("berth.certificates", 150);
    private static final int WARM = 50;
    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    @TempDir
    Path work;

    @Test
    void the_first_handshake_for_a_name_is_quick() throws Exception {
        try (var server = FtpsServer.with(work)) {
            var calls = new AdminCalls(server.server());
            int port = FreePorts.block(4);
            calls.done(
                    "POST",
                    "/tenants",
                    new JsonObject()
                            .put("slug", "many")
                            .put(
                                    "listeners",
                                    new JsonArray()
                                            .add(new JsonObject()
                                                    .put("port", port)
                                                    .put("tls", "explicit")))
                            .put("passive", new JsonObject().put("ports", (port + 1) + "-" + (port + 3))));
            for (int i = 0; i < COUNT + WARM; i++) {
                calls.done("PUT", "/tenants/many/certificates/c" + i, new JsonObject().put("pem", pem(host(i))));
            }
            for (int i = 0; i < WARM; i++) {
                assertThat(handshake(port, host(COUNT + i))).isPositive();
            }
            long before = resident(server.server());
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                nanos.add(handshake(port, host(i)));
            }
            long after = resident(server.server());
            Collections.sort(nanos);
            String row = String.format(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.1f | %d |",
                    COUNT,
                    nanos.get(COUNT / 2) / 1e6,
                    nanos.get(COUNT * 99 / 100) / 1e6,
                    nanos.getLast() / 1e6,
                    after - before);
            Files.writeString(Distribution.reports().resolve("certificates.txt"), row + "\n");
            assertThat(nanos.get(COUNT * 99 / 100))
                    .as(row)
                    .isLessThan(Patience.of(LIMIT).toNanos());
        }
    }

    private static String host(int number) {
        return "host-" + number + ".example.net";
    }

    /// From the hello to the finished handshake.
    private static long handshake(int port, String name) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(replies.readLine()).startsWith("220");
            socket.getOutputStream().write("AUTH TLS\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(replies.readLine()).startsWith("234");
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, name, port, true);
            var parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            tls.setSSLParameters(parameters);
            long began = System.nanoTime();
            tls.startHandshake();
            long took = System.nanoTime() - began;
            var shown = (X509Certificate) tls.getSession().getPeerCertificates()[0];
            assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=" + name);
            tls.close();
            return took;
        }
    }

    /// The resident memory of the server in KiB.
    private static long resident(PackagedServer server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String pem(String name) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        var subject = new X500Principal("CN=" + name);
        var certificate = new JcaX509v3CertificateBuilder(
                        subject,
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(Instant.now().minus(Duration.ofHours(1))),
                        Date.from(Instant.now().plus(Duration.ofDays(90))),
                        subject,
                        pair.getPublic())
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, name)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
        return block("CERTIFICATE", certificate.getEncoded())
                + block("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private static String block(String kind, byte[] octets) {
        return "-----BEGIN " + kind + "-----\n" + BASE64.encodeToString(octets) + "\n-----END " + kind + "-----\n";
    }

    /// Trusts anybody; which certificate is shown is what the test looks at.
    private static final class Anybody extends javax.net.ssl.X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
