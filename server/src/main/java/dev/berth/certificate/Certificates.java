package dev.berth.certificate;

import dev.berth.endpoint.Directory.Revised;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The certificates and the tenants' demands of TLS as the database has them. Each change is one transaction that
/// also writes a revision; it fails with [dev.berth.tenant.DirectoryRefused], and then nothing was changed.
public interface Certificates {

    /// All of them, and what tenants demand that have said anything.
    Future<Everything> everything();

    /// Those of one owner, by name.
    Future<List<Certificate>> of(CertificateOwner owner);

    /// Those of one owner, by name, with their chains and their keys as the database has them.
    Future<List<Sealed>> sealed(CertificateOwner owner);

    /// One with its key, sealed.
    ///
    /// @param chain the certificate and its issuers, PEM
    /// @param key the private key, sealed for the certificate's fingerprint
    record Sealed(Certificate certificate, String chain, Buffer key) {

        @Override
        public String toString() {
            return "Sealed[" + certificate.name() + "]";
        }
    }

    /// Whether what somebody brings can be served: it is read and fits together, and this node opens it if it is
    /// sealed.
    ///
    /// @return the fingerprint; empty if it is of no use
    Optional<String> fingerprint(NewCertificate certificate);

    /// Adds a certificate, or puts it in the place of the one of that name.
    Future<Revised<Certificate>> put(CertificateOwner owner, String name, NewCertificate certificate);

    /// Removes one.
    ///
    /// @return the revision
    Future<Long> remove(CertificateOwner owner, String name);

    /// What is needed to serve one.
    ///
    /// @return fails if it is gone, or if its key was sealed by another key
    Future<KeyMaterial> material(long id);

    /// What one tenant demands.
    Future<TlsPolicy> policy(TenantId tenant);

    /// Refuses what nobody can demand on this node. [#setPolicy] does so by itself.
    ///
    /// @throws dev.berth.tenant.DirectoryRefused with the first thing that is wrong
    void require(TlsPolicy policy);

    /// Changes what a tenant demands.
    ///
    /// @param seen the revision of the tenant that the caller has seen; empty for whatever there is
    Future<Revised<TlsPolicy>> setPolicy(TenantId tenant, TlsPolicy policy, Optional<Long> seen);

    /// A consistent piece of the database.
    ///
    /// @param certificates all of them
    /// @param policies of the tenants that have said anything; the others have [TlsPolicy#DEFAULT]
    record Everything(List<Certificate> certificates, Map<TenantId, TlsPolicy> policies) {

        /// Nothing.
        public static final Everything NOTHING = new Everything(List.of(), Map.of());

        public Everything {
            certificates = List.copyOf(certificates);
            policies = Map.copyOf(policies);
        }
    }
}
