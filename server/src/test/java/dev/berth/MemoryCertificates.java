package dev.berth;

import dev.berth.certificate.Certificate;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.Certificates;
import dev.berth.certificate.KeyMaterial;
import dev.berth.certificate.NewCertificate;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tls.CertificateReader;
import dev.berth.tls.Identity;
import dev.berth.tls.Pem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// [Certificates] in memory.
final class MemoryCertificates implements Certificates {

    private final MemoryDirectory directory;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Certificate> certificates = new ConcurrentSkipListMap<>();
    private final Map<Long, Identity> identities = new ConcurrentHashMap<>();
    private final Map<TenantId, TlsPolicy> policies = new ConcurrentHashMap<>();

    /// @param directory whose revision every change raises
    MemoryCertificates(MemoryDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Future<Everything> everything() {
        return MemoryDirectory.later(new Everything(List.copyOf(certificates.values()), policies));
    }

    @Override
    public Future<List<Certificate>> of(CertificateOwner owner) {
        return MemoryDirectory.later(certificates.values().stream()
                .filter(each -> each.owner().equals(owner))
                .toList());
    }

    @Override
    public Future<List<Sealed>> sealed(CertificateOwner owner) {
        return of(owner)
                .map(all -> all.stream()
                        .map(each -> {
                            KeyMaterial material = material(identities.get(each.id()));
                            return new Sealed(each, material.chain(), material.key());
                        })
                        .toList());
    }

    @Override
    public Optional<String> fingerprint(NewCertificate certificate) {
        return Optional.of(read(certificate).fingerprint());
    }

    /// Nothing is sealed in memory.
    private static Identity read(NewCertificate certificate) {
        return switch (certificate) {
            case NewCertificate.Open open -> CertificateReader.read(open);
            case NewCertificate.OfSealed(String chain, Buffer key) ->
                CertificateReader.read(new KeyMaterial(chain, key));
        };
    }

    private static KeyMaterial material(Identity identity) {
        return new KeyMaterial(
                Pem.of(List.of(identity.getCertificateChain(""))),
                Buffer.buffer(identity.getPrivateKey("").getEncoded()));
    }

    @Override
    public Future<Revised<Certificate>> put(CertificateOwner owner, String name, NewCertificate brought) {
        Identity identity = read(brought);
        certificates
                .values()
                .removeIf(each -> each.owner().equals(owner) && each.name().equals(name));
        var certificate = new Certificate(
                last.incrementAndGet(),
                owner,
                name,
                CertificateReader.kind(identity.certificate()),
                CertificateReader.hosts(identity.certificate()),
                identity.fingerprint(),
                identity.certificate().getNotAfter().toInstant());
        identities.put(certificate.id(), identity);
        certificates.put(certificate.id(), certificate);
        return MemoryDirectory.later(new Revised<>(certificate, directory.touch()));
    }

    @Override
    public Future<Long> remove(CertificateOwner owner, String name) {
        certificates
                .values()
                .removeIf(each -> each.owner().equals(owner) && each.name().equals(name));
        return MemoryDirectory.later(directory.touch());
    }

    @Override
    public Future<KeyMaterial> material(long id) {
        Identity identity = identities.get(id);
        return identity == null
                ? Future.failedFuture(new DirectoryRefused(
                        DirectoryRefused.Reason.NOT_FOUND, "certificate", Long.toString(id), "is gone"))
                : MemoryDirectory.later(material(identity));
    }

    @Override
    public void require(TlsPolicy policy) {
        // whatever a test demands is possible
    }

    @Override
    public Future<TlsPolicy> policy(TenantId tenant) {
        return MemoryDirectory.later(policies.getOrDefault(tenant, TlsPolicy.DEFAULT));
    }

    @Override
    public Future<Revised<TlsPolicy>> setPolicy(TenantId tenant, TlsPolicy policy, Optional<Long> seen) {
        policies.put(tenant, policy);
        return MemoryDirectory.later(new Revised<>(policy, directory.touch()));
    }
}
