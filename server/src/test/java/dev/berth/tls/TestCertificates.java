package dev.berth.tls;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Certificates for tests, as PEM with their private keys.
public final class TestCertificates {

    private TestCertificates() {}

    /// On P-256, with its key.
    public static Identity identity(String... names) {
        return SelfSigned.make(List.of(names), Instant.now());
    }

    /// On P-256.
    public static String ecdsa(String... names) {
        Identity made = SelfSigned.make(List.of(names), Instant.now());
        return Pem.of(List.of(made.certificate())) + Pem.of(made.getPrivateKey(""));
    }

    /// On P-256, as a PKCS#12 file.
    public static Buffer pkcs12(String password, String... names) {
        Identity made = SelfSigned.make(List.of(names), Instant.now());
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", made.getPrivateKey(""), password.toCharArray(), new Certificate[] {made.certificate()});
            var file = new ByteArrayOutputStream();
            store.store(file, password.toCharArray());
            return Buffer.buffer(file.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// RSA.
    public static String rsa(String... names) {
        return rsa(2048, Duration.ofDays(90), names);
    }

    /// RSA.
    ///
    /// @param bits the size of the key
    /// @param left how long it is valid from now on
    public static String rsa(int bits, Duration left, String... names) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            var name = new X500Principal("CN=" + names[0]);
            var builder = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                            Date.from(Instant.now().minus(Duration.ofDays(1))),
                            Date.from(Instant.now().plus(left)),
                            name,
                            pair.getPublic())
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(Arrays.stream(names)
                                    .map(each -> new GeneralName(GeneralName.dNSName, each))
                                    .toArray(GeneralName[]::new)));
            var signed = builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
            var certificate = new JcaX509CertificateConverter().getCertificate(signed);
            return Pem.of(List.of(certificate)) + Pem.of(pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
