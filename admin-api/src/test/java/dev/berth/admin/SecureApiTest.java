package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The API over TLS, for clients that show a certificate.
class SecureApiTest {

    private static final char[] PASSWORD = "for this test".toCharArray();

    private static final Path DIRECTORY = directory();
    private static final KeyStore SERVER = made("server");
    private static final KeyStore CLIENT = made("client");

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of(
            "admin.bind", "0.0.0.0",
            "admin.certificate", DIRECTORY.resolve("server.pem").toString(),
            "admin.clientAuthorities", DIRECTORY.resolve("client.pem").toString()));

    @Test
    void a_client_with_a_certificate_and_a_token_is_served() throws Exception {
        assertThat(status(context(true), node.operator().token())).isEqualTo(200);
        assertThat(status(context(true), "berth_wrong")).isEqualTo(401);
    }

    @Test
    void a_client_without_a_certificate_is_not() {
        assertThatThrownBy(() -> status(context(false), node.operator().token()))
                .isInstanceOf(IOException.class);
    }

    private static int status(SSLContext context, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + node.port() + "/api/v1/tenants"))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    private static SSLContext context(boolean own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", SERVER.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(CLIENT, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
        return context;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("berth-api-tls");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A self-signed certificate with its key, as the JDK's keytool makes it.
    private static KeyStore made(String name) {
        Path file = DIRECTORY.resolve(name + ".p12");
        String password = new String(PASSWORD);
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-alias",
                            name,
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            password)
                    .redirectErrorStream(true)
                    .start();
            keytool.getInputStream().readAllBytes();
            assertThat(keytool.waitFor()).isZero();
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            Files.writeString(
                    DIRECTORY.resolve(name + ".pem"),
                    pem("CERTIFICATE", store.getCertificate(name).getEncoded())
                            + pem("PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded()));
            return store;
        } catch (IOException | java.security.GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }
}
