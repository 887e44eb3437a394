package dev.berth.tls;

import dev.berth.tenant.ClientCertificates;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/// Whether a certificate that a client has shown names a user for a tenant (RFC 5280 §6). Revocation lists are not
/// looked at: an authority that is not trusted any more is taken from the tenant's, and an account can be disabled.
public final class ClientProof {

    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";
    private static final int MOST_ANCHORS = 100;
    private static final int EMAIL = 1;

    private ClientProof() {}

    /// Reads what a tenant trusts.
    ///
    /// @return none for an empty text
    /// @throws UnusableCertificate if it is something else
    public static List<X509Certificate> anchors(String text) {
        List<X509Certificate> all = text.isBlank() ? List.of() : Pem.certificates(text);
        if (all.size() > MOST_ANCHORS) {
            throw new UnusableCertificate("there are " + all.size() + " of at most " + MOST_ANCHORS, null);
        }
        return all;
    }

    /// Whether the chain is one that the tenant trusts now, and names the user. To be called where waiting is
    /// allowed.
    ///
    /// @param chain the client's own first; empty if it has shown none
    public static boolean names(ClientCertificates rules, List<X509Certificate> chain, String user) {
        return !chain.isEmpty()
                && isTrusted(anchors(rules.anchors()), chain)
                && names(rules.name(), chain.getFirst(), user);
    }

    private static boolean isTrusted(List<X509Certificate> anchors, List<X509Certificate> chain) {
        try {
            X509Certificate own = chain.getFirst();
            own.checkValidity();
            if (!isForClients(own)) {
                return false;
            }
            if (anchors.contains(own)) {
                return true;
            }
            Set<TrustAnchor> trusted = anchors.stream()
                    .map(anchor -> new TrustAnchor(anchor, null))
                    .collect(Collectors.toUnmodifiableSet());
            if (trusted.isEmpty()) {
                return false;
            }
            var parameters = new PKIXParameters(trusted);
            parameters.setRevocationEnabled(false);
            var path = CertificateFactory.getInstance("X.509")
                    .generateCertPath(chain.stream()
                            .filter(each -> !anchors.contains(each))
                            .toList());
            return CertPathValidator.getInstance("PKIX").validate(path, parameters) != null;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// Certificates of web servers, which the same authority may issue to anybody, do not count.
    private static boolean isForClients(X509Certificate own) throws CertificateException {
        List<String> uses = own.getExtendedKeyUsage();
        boolean[] key = own.getKeyUsage();
        return (uses == null || uses.contains(CLIENT) || uses.contains(ANY_USE)) && (key == null || key[0]);
    }

    private static boolean names(ClientCertificates.Name where, X509Certificate own, String user) {
        return switch (where) {
            case COMMON_NAME -> commonName(own).filter(user::equals).isPresent();
            case EMAIL -> hasAddress(own, user);
        };
    }

    /// Of several none counts: an authority that checks one of them might not have checked the other.
    private static Optional<String> commonName(X509Certificate own) {
        RDN[] names =
                X500Name.getInstance(own.getSubjectX500Principal().getEncoded()).getRDNs(BCStyle.CN);
        return names.length == 1 && !names[0].isMultiValued()
                ? Optional.of(text(names[0].getFirst().getValue()))
                : Optional.empty();
    }

    /// As it is, and not escaped as in the text of a distinguished name.
    private static String text(ASN1Encodable value) {
        return value instanceof ASN1String string ? string.getString() : "";
    }

    private static boolean hasAddress(X509Certificate own, String user) {
        try {
            var alternatives = own.getSubjectAlternativeNames();
            String wanted = user.toLowerCase(Locale.ROOT);
            return alternatives != null
                    && alternatives.stream()
                            .filter(each -> Objects.equals(each.getFirst(), EMAIL))
                            .anyMatch(each -> String.valueOf(each.get(1))
                                    .toLowerCase(Locale.ROOT)
                                    .equals(wanted));
        } catch (CertificateParsingException _) {
            return false;
        }
    }
}
