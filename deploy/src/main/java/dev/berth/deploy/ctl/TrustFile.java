package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The certificates by which a server is trusted, from a file.
final class TrustFile {

    private TrustFile() {}

    /// @throws CtlFailed if the file cannot be read, or holds no certificate
    static SSLContext context(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority" + number++, each);
            }
            if (number == 0) {
                throw new CtlFailed(Exit.UNAVAILABLE, "The file " + file + " has no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The certificates in " + file + " cannot be read: " + Reason.of(e));
        } catch (GeneralSecurityException _) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The file " + file + " holds no certificates in PEM");
        }
    }
}
