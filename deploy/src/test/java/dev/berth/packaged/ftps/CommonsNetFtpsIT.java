package dev.berth.packaged.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.FtpsTenants;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;

/// Apache Commons Net on the JDK's TLS; it makes a new handshake for each data connection.
class CommonsNetFtpsIT extends SecureRound {

    /// One use of an open client.
    private interface Use<T> {
        T of(FTPSClient client) throws IOException;
    }

    @Override
    String version() {
        return "Commons Net " + FTPClient.class.getPackage().getImplementationVersion();
    }

    @Override
    List<String> programs() {
        return List.of();
    }

    @Override
    FtpsTenants.Tenant tenant(FtpsTenants tenants) {
        return tenants.lenient();
    }

    @Override
    void store(Place at, Path from, String name) throws Exception {
        done(at, client -> store(client, from, name));
    }

    @Override
    void retrieve(Place at, String name, Path to) throws Exception {
        done(at, client -> retrieve(client, name, to));
    }

    @Override
    void resumeStore(Place at, Path from, String name) throws Exception {
        done(at, client -> {
            long there = Long.parseLong(client.getSize(name));
            try (InputStream content = Files.newInputStream(from)) {
                content.skipNBytes(there);
                client.setRestartOffset(there);
                return client.storeFile(name, content);
            }
        });
    }

    @Override
    void resumeRetrieve(Place at, String name, Path to) throws Exception {
        done(at, client -> {
            client.setRestartOffset(Files.size(to));
            try (OutputStream content = Files.newOutputStream(to, StandardOpenOption.APPEND)) {
                return client.retrieveFile(name, content);
            }
        });
    }

    @Override
    String list(Place at) throws Exception {
        return use(
                at,
                client ->
                        Arrays.stream(client.listFiles()).map(FTPFile::getName).collect(Collectors.joining("\n")));
    }

    @Override
    void abort(Place at, String name) throws Exception {
        done(at, client -> {
            InputStream content = client.retrieveFileStream(name);
            content.readNBytes(10_000);
            boolean aborted = client.abor() == 426;
            content.close();
            return aborted && client.getReply() == 226 && client.listNames().length > 0;
        });
    }

    @Override
    void many(Place at, String name, Path to, Path from) throws Exception {
        done(at, client -> {
            for (int i = 0; i < manyOfThem(); i++) {
                if (!retrieve(client, name, to.resolve(String.valueOf(i))) || !store(client, from, "many-" + i)) {
                    return false;
                }
            }
            return true;
        });
    }

    private static boolean store(FTPSClient client, Path from, String name) throws IOException {
        try (InputStream content = Files.newInputStream(from)) {
            return client.storeFile(name, content);
        }
    }

    private static boolean retrieve(FTPSClient client, String name, Path to) throws IOException {
        try (OutputStream content = Files.newOutputStream(to)) {
            return client.retrieveFile(name, content);
        }
    }

    private static void done(Place at, Use<Boolean> use) throws Exception {
        boolean done = use(at, use);
        assertThat(done).isTrue();
    }

    private static <T> T use(Place at, Use<T> use) throws Exception {
        var client = new FTPSClient(at.way().isImplicit(), trusting(at.authority()));
        client.setEnabledProtocols(new String[] {"TLSv" + at.way().version()});
        client.setEndpointCheckingEnabled(true);
        client.setControlEncoding(StandardCharsets.UTF_8);
        client.setConnectTimeout(10_000);
        client.setDataTimeout(Duration.ofSeconds(60));
        client.connect(Place.HOST, at.port());
        try {
            client.execPBSZ(0);
            client.execPROT("P");
            assertThat(client.login(at.tenant().user(), at.tenant().password())).isTrue();
            assertThat(client.changeWorkingDirectory(at.directory())).isTrue();
            assertThat(client.setFileType(FTP.BINARY_FILE_TYPE)).isTrue();
            client.enterLocalPassiveMode();
            T result = use.of(client);
            assertThat(client.logout()).isTrue();
            return result;
        } finally {
            client.disconnect();
        }
    }

    private static SSLContext trusting(Path authority) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
