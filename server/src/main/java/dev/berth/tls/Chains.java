package dev.berth.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;

/// Puts a key and certificates together, and refuses what clients would refuse.
final class Chains {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 4096;
    private static final List<Integer> CURVES = List.of(256, 384);

    private Chains() {}

    /// @param certificates in any order
    /// @throws UnusableCertificate if none belongs to the key, or the key is too weak
    static Identity identity(PrivateKey key, List<X509Certificate> certificates) {
        X509Certificate own = certificates.stream()
                .filter(each -> belongs(key, each.getPublicKey()))
                .findFirst()
                .orElseThrow(() -> new UnusableCertificate(
                        certificates.isEmpty()
                                ? "there is no certificate in it"
                                : "none of the certificates belongs to the private key",
                        null));
        requireStrength(own.getPublicKey());
        return new Identity(key, ordered(own, certificates));
    }

    private static void requireStrength(PublicKey key) {
        switch (key) {
            case RSAPublicKey rsa
            when rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                    && rsa.getModulus().bitLength() <= MOST_RSA_BITS -> {}
            case ECPublicKey curve
            when CURVES.contains(curve.getParams().getCurve().getField().getFieldSize()) -> {}
            default ->
                throw new UnusableCertificate(
                        "the key must be RSA with " + LEAST_RSA_BITS + " to " + MOST_RSA_BITS
                                + " bits, or of the curve P-256 or P-384",
                        null);
        }
    }

    /// The certificate, its issuer, the issuer's issuer; what does not belong is left out, and so is a root, which
    /// clients have or do not trust.
    private static List<X509Certificate> ordered(X509Certificate own, List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        X509Certificate last = own;
        while (last != null && !isSelfIssued(last)) {
            X509Certificate child = last;
            last = certificates.stream()
                    .filter(each -> each.getSubjectX500Principal().equals(child.getIssuerX500Principal()))
                    .filter(each -> !chain.contains(each) && !isSelfIssued(each))
                    .findFirst()
                    .orElse(null);
            if (last != null) {
                chain.add(last);
            }
        }
        return chain;
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean belongs(PrivateKey secret, PublicKey open) {
        if (!secret.getAlgorithm().equals(open.getAlgorithm())) {
            return false;
        }
        String algorithm = secret.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            byte[] challenge = new byte[32];
            new SecureRandom().nextBytes(challenge);
            var signer = Signature.getInstance(algorithm);
            signer.initSign(secret);
            signer.update(challenge);
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(open);
            verifier.update(challenge);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
