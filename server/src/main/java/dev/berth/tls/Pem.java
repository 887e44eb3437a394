package dev.berth.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/// Certificates and keys as PEM text (RFC 7468); keys also in the older forms of OpenSSL.
public final class Pem {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /// Reads a certificate, its issuers and its private key, in any order.
    ///
    /// @throws UnusableCertificate if something is missing, does not fit together or is too weak
    public static Identity identity(String text) {
        List<X509Certificate> chain = new ArrayList<>();
        List<PrivateKeyInfo> keys = new ArrayList<>();
        try (var parser = new PEMParser(new StringReader(text))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                switch (object) {
                    case X509CertificateHolder holder -> chain.add(certificate(holder.getEncoded()));
                    case PrivateKeyInfo info -> keys.add(info);
                    case PEMKeyPair pair -> keys.add(pair.getPrivateKeyInfo());
                    case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
                        throw new UnusableCertificate("the private key is encrypted; give it without a password", null);
                    default -> {}
                }
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof UnusableCertificate known
                    ? known
                    : new UnusableCertificate("the text is not valid PEM", e);
        }
        if (keys.size() != 1) {
            throw new UnusableCertificate("there must be one private key, and there are " + keys.size(), null);
        }
        return Chains.identity(key(keys.getFirst()), chain);
    }

    /// Reads certificates, such as those of authorities.
    ///
    /// @throws UnusableCertificate if the text has none, or something else
    public static List<X509Certificate> certificates(String text) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var all =
                    factory
                            .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (all.isEmpty()) {
                throw new UnusableCertificate("there is no certificate in it", null);
            }
            return all;
        } catch (CertificateException e) {
            throw new UnusableCertificate("the text is not a certificate in PEM", e);
        }
    }

    /// Writes certificates.
    public static String of(List<X509Certificate> chain) {
        var text = new StringBuilder();
        try {
            for (X509Certificate certificate : chain) {
                append(text, "CERTIFICATE", certificate.getEncoded());
            }
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
        return text.toString();
    }

    /// Writes a private key, PKCS#8.
    static String of(PrivateKey key) {
        var text = new StringBuilder();
        append(text, "PRIVATE KEY", key.getEncoded());
        return text.toString();
    }

    /// Reads a private key, PKCS#8 in DER.
    ///
    /// @throws UnusableCertificate if it is none of RSA or an elliptic curve
    static PrivateKey key(PrivateKeyInfo info) {
        var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        String name = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                ? "RSA"
                : algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : "";
        if (name.isEmpty()) {
            throw new UnusableCertificate("the private key is neither RSA nor of an elliptic curve", null);
        }
        try {
            return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificate("the private key cannot be read", e);
        }
    }

    private static X509Certificate certificate(byte[] encoded) throws UnusableCertificate {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new UnusableCertificate("a certificate cannot be read", e);
        }
    }

    private static void append(StringBuilder text, String what, byte[] octets) {
        text.append("-----BEGIN ").append(what).append("-----\n");
        text.append(BASE64.encodeToString(octets));
        text.append("\n-----END ").append(what).append("-----\n");
    }
}
