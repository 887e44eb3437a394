package dev.berth.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority that certifies users.
final class TestAuthority {

    private final KeyPair pair = keys();
    private final X509Certificate certificate;

    TestAuthority(String name) {
        certificate = sign(
                "CN=" + name, pair, "CN=" + name, pair, Duration.ofDays(30), true, KeyPurposeId.id_kp_clientAuth, "");
    }

    /// What a client proves itself with.
    record Proof(KeyPair pair, List<X509Certificate> chain) {

        /// A TLS context that shows it, and trusts anybody.
        SSLContext context() {
            try {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("own", pair.getPrivate(), new char[0], chain.toArray(X509Certificate[]::new));
                var keys = KeyManagerFactory.getInstance("PKIX");
                keys.init(store, new char[0]);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(
                        keys.getKeyManagers(),
                        new TrustManager[] {
                            io.netty.handler.ssl.util.InsecureTrustManagerFactory.INSTANCE
                                    .getTrustManagers()[0]
                        },
                        null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String pem() {
            return Pem.of(chain);
        }
    }

    String pem() {
        return Pem.of(List.of(certificate));
    }

    Proof certify(String subject) {
        return certify(subject, Duration.ofDays(10), KeyPurposeId.id_kp_clientAuth, "");
    }

    Proof certify(String subject, Duration left, KeyPurposeId purpose, String email) {
        KeyPair own = keys();
        return new Proof(
                own,
                List.of(sign(
                        subject,
                        own,
                        certificate.getSubjectX500Principal().getName(),
                        pair,
                        left,
                        false,
                        purpose,
                        email)));
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            String subject,
            KeyPair own,
            String issuer,
            KeyPair signer,
            Duration left,
            boolean authority,
            KeyPurposeId purpose,
            String email) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Principal(issuer),
                    new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(Instant.now().minus(Duration.ofDays(20))),
                    Date.from(Instant.now().plus(left)),
                    new X500Principal(subject),
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (!email.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.rfc822Name, email)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
