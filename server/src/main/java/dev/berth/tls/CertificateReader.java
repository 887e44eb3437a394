package dev.berth.tls;

import dev.berth.certificate.KeyKind;
import dev.berth.certificate.KeyMaterial;
import dev.berth.certificate.NewCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/// Reads certificates as owners bring them and as the database keeps them.
public final class CertificateReader {

    private static final int DNS_NAME = 2;

    private CertificateReader() {}

    /// Reads what an owner has brought.
    ///
    /// @throws UnusableCertificate with the reason
    public static Identity read(NewCertificate.Open certificate) {
        return switch (certificate) {
            case NewCertificate.OfPem pem -> Pem.identity(pem.text().value());
            case NewCertificate.OfPkcs12 store ->
                pkcs12(store.file().getBytes(), store.password().value().toCharArray());
        };
    }

    /// Reads what the database has kept.
    ///
    /// @throws UnusableCertificate if it does not fit together
    public static Identity read(KeyMaterial material) {
        return new Identity(
                Pem.key(PrivateKeyInfo.getInstance(material.key().getBytes())), Pem.certificates(material.chain()));
    }

    /// The DNS names that a certificate is for (RFC 9525 §2; a common name does not count).
    public static List<String> hosts(X509Certificate certificate) {
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? List.of()
                    : alternatives.stream()
                            .filter(each -> Objects.equals(each.getFirst(), DNS_NAME))
                            .map(each -> String.valueOf(each.get(1)).toLowerCase(Locale.ROOT))
                            .distinct()
                            .toList();
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    /// The kind of its key.
    public static KeyKind kind(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof ECPublicKey curve
                ? curve.getParams().getCurve().getField().getFieldSize() > KeyKind.P256.curveBits()
                        ? KeyKind.P384
                        : KeyKind.P256
                : KeyKind.RSA;
    }

    private static Identity pkcs12(byte[] file, char[] password) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), password);
            List<X509Certificate> chain = new ArrayList<>();
            List<PrivateKey> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    keys.add(key);
                    Arrays.stream(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .forEach(chain::add);
                } else if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    chain.add(certificate);
                }
            }
            if (keys.size() != 1) {
                throw new UnusableCertificate("there must be one private key, and there are " + keys.size(), null);
            }
            return Chains.identity(keys.getFirst(), chain);
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificate("the file is no PKCS#12, or the password is another", e);
        }
    }
}
