package dev.berth.jdbc;

import dev.berth.certificate.Certificate;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.Certificates;
import dev.berth.certificate.KeyKind;
import dev.berth.certificate.KeyMaterial;
import dev.berth.certificate.NewCertificate;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.endpoint.EndpointId;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tls.CertificateReader;
import dev.berth.tls.ClientProof;
import dev.berth.tls.Identity;
import dev.berth.tls.KeySeal;
import dev.berth.tls.UnusableCertificate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The [Certificates] in the database. Private keys leave this class open and enter the database sealed.
public final class JdbcCertificates implements Certificates {

    private static final String KNOWN = "id, tenant_id, endpoint_id, name, key_kind, hosts, fingerprint, expires_at";
    private static final String COLUMNS = "select " + KNOWN + " from certificate";
    private static final String SEALED = "select " + KNOWN + ", chain, sealed_key from certificate";

    private static final String POLICY =
            "demand, resumption, strict_end, clear_command, client_use, client_name, client_anchors";

    private static final int MOST_NAMES = 100;

    private final Transactions transactions;
    private final PrivateKeys keys;
    private final boolean bindsResumption;

    /// @param seal what private keys are sealed with; empty: none can be kept
    /// @param bindsResumption whether the node's TLS can demand resumption of every client
    public JdbcCertificates(Database database, Optional<KeySeal> seal, boolean bindsResumption) {
        this.transactions = database.transactions();
        this.keys = new PrivateKeys(seal);
        this.bindsResumption = bindsResumption;
    }

    @Override
    public Future<Everything> everything() {
        return transactions.read(
                Scope.ALL,
                work -> new Everything(
                        work.all(COLUMNS + " order by id", JdbcCertificates::certificate),
                        work
                                .all(
                                        "select tenant_id, " + POLICY + " from tenant_tls",
                                        row -> Map.entry(new TenantId(row.getLong("tenant_id")), policy(row)))
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    @Override
    public Future<List<Certificate>> of(CertificateOwner owner) {
        return transactions.read(scope(owner), work -> {
            requireOwner(work, owner);
            return work.all(
                    COLUMNS + " where " + column(owner) + " = ? order by name",
                    JdbcCertificates::certificate,
                    key(owner));
        });
    }

    @Override
    public Future<List<Sealed>> sealed(CertificateOwner owner) {
        return transactions.read(
                scope(owner),
                work -> work.all(
                        SEALED + " where " + column(owner) + " = ? order by name",
                        row -> new Sealed(
                                certificate(row), row.getString("chain"), Buffer.buffer(row.getBytes("sealed_key"))),
                        key(owner)));
    }

    @Override
    public Optional<String> fingerprint(NewCertificate certificate) {
        try {
            return Optional.of(keys.read(certificate).fingerprint());
        } catch (UnusableCertificate _) {
            return Optional.empty();
        }
    }

    @Override
    public Future<Revised<Certificate>> put(CertificateOwner owner, String name, NewCertificate certificate) {
        return transactions.change(scope(owner), change -> {
            requireOwner(change.work(), owner);
            if (!Slug.isValid(name)) {
                throw new DirectoryRefused(Reason.INVALID, "name", name, "is " + Slug.RULE);
            }
            Identity identity = read(certificate);
            change.work().run("delete from certificate where " + column(owner) + " = ? and name = ?", key(owner), name);
            long id = insert(change.work(), owner, name, identity, keys.sealed(name, certificate, identity));
            note(change, owner);
            return new Revised<>(
                    change.work()
                            .first(COLUMNS + " where id = ?", JdbcCertificates::certificate, id)
                            .orElseThrow(),
                    change.revision());
        });
    }

    @Override
    public Future<Long> remove(CertificateOwner owner, String name) {
        return transactions.change(scope(owner), change -> {
            requireOwner(change.work(), owner);
            String where = "from certificate where " + column(owner) + " = ? and name = ?";
            if (!change.work().any("select id " + where, key(owner), name)) {
                throw new DirectoryRefused(Reason.NOT_FOUND, "certificate", name, "is no certificate of this owner");
            }
            change.work().run("delete " + where, key(owner), name);
            note(change, owner);
            return change.revision();
        });
    }

    @Override
    public Future<KeyMaterial> material(long id) {
        return transactions.read(
                Scope.ALL,
                work -> work.first(
                                "select chain, sealed_key, fingerprint from certificate where id = ?",
                                row -> keys.open(
                                        row.getString("chain"),
                                        row.getBytes("sealed_key"),
                                        row.getString("fingerprint")),
                                id)
                        .orElseThrow(() -> new DirectoryRefused(
                                Reason.NOT_FOUND, "certificate", Long.toString(id), "is not there any more")));
    }

    @Override
    public Future<TlsPolicy> policy(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> work.first(
                                "select " + POLICY + " from tenant_tls where tenant_id = ?",
                                JdbcCertificates::policy,
                                tenant.value())
                        .orElse(TlsPolicy.DEFAULT));
    }

    @Override
    public Future<Revised<TlsPolicy>> setPolicy(TenantId tenant, TlsPolicy policy, Optional<Long> seen) {
        return transactions.change(Scope.of(tenant), change -> {
            requireOwner(change.work(), new CertificateOwner.OfTenant(tenant));
            Revision.require(change, Kind.TENANT, tenant.value(), seen);
            require(policy);
            change.work().run("delete from tenant_tls where tenant_id = ?", tenant.value());
            change.work()
                    .run(
                            "insert into tenant_tls (tenant_id, " + POLICY + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                            tenant.value(),
                            policy.demand().name(),
                            policy.resumption().name(),
                            policy.strictEnd(),
                            policy.clearCommand(),
                            policy.clients().use().name(),
                            policy.clients().name().name(),
                            policy.clients().anchors());
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return new Revised<>(policy, change.revision());
        });
    }

    private static Scope scope(CertificateOwner owner) {
        return owner instanceof CertificateOwner.OfTenant(TenantId tenant) ? Scope.of(tenant) : Scope.ALL;
    }

    private static long insert(Work work, CertificateOwner owner, String name, Identity identity, byte[] key)
            throws SQLException {
        List<String> hosts = CertificateReader.hosts(identity.certificate());
        if (hosts.size() > MOST_NAMES) {
            throw new DirectoryRefused(
                    Reason.INVALID, "certificate", hosts.size() + " names", "is for at most " + MOST_NAMES + " names");
        }
        return work.insert(
                "insert into certificate (" + column(owner)
                        + ", name, key_kind, hosts, fingerprint, expires_at, chain, sealed_key)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                key(owner),
                name,
                CertificateReader.kind(identity.certificate()).name(),
                String.join(" ", hosts),
                identity.fingerprint(),
                identity.certificate().getNotAfter().toInstant().atOffset(ZoneOffset.UTC),
                PrivateKeys.chain(identity),
                key);
    }

    private Identity read(NewCertificate certificate) {
        try {
            return keys.read(certificate);
        } catch (UnusableCertificate e) {
            throw new DirectoryRefused(Reason.INVALID, "certificate", "***", "is of no use: " + e.getMessage());
        }
    }

    private static void requireAnchors(ClientCertificates clients) {
        try {
            if (ClientProof.anchors(clients.anchors()).isEmpty() && clients.isUsed()) {
                throw new UnusableCertificate("certificates of clients are used only with some", null);
            }
        } catch (UnusableCertificate e) {
            throw new DirectoryRefused(Reason.INVALID, "clientAnchors", "***", "are of no use: " + e.getMessage());
        }
    }

    @Override
    public void require(TlsPolicy policy) {
        requireAnchors(policy.clients());
        if (policy.resumption() == TlsPolicy.Resumption.REQUIRE && !bindsResumption) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "resumption",
                    "require",
                    "cannot be had, because this node's TLS engine is the JDK's (tls.engine), which lets a client resume"
                            + " but once on TLS 1.3; use prefer");
        }
    }

    private static void requireOwner(Work work, CertificateOwner owner) throws SQLException {
        String table = owner instanceof CertificateOwner.OfTenant ? "tenant" : "endpoint";
        if (!work.any("select id from " + table + " where id = ?", key(owner))) {
            throw new DirectoryRefused(Reason.NOT_FOUND, table, String.valueOf(key(owner)), "is no " + table);
        }
    }

    private static void note(Change change, CertificateOwner owner) throws SQLException {
        switch (owner) {
            case CertificateOwner.OfTenant mine ->
                change.note(Kind.TENANT, mine.tenant().value(), Operation.UPDATE, mine.tenant());
            case CertificateOwner.OfEndpoint mine ->
                change.note(Kind.ENDPOINT, mine.endpoint().value(), Operation.UPDATE);
        }
    }

    private static String column(CertificateOwner owner) {
        return owner instanceof CertificateOwner.OfTenant ? "tenant_id" : "endpoint_id";
    }

    private static long key(CertificateOwner owner) {
        return switch (owner) {
            case CertificateOwner.OfTenant mine -> mine.tenant().value();
            case CertificateOwner.OfEndpoint mine -> mine.endpoint().value();
        };
    }

    private static Certificate certificate(ResultSet row) throws SQLException {
        long tenant = row.getLong("tenant_id");
        CertificateOwner owner = row.wasNull()
                ? new CertificateOwner.OfEndpoint(new EndpointId(row.getLong("endpoint_id")))
                : new CertificateOwner.OfTenant(new TenantId(tenant));
        String hosts = row.getString("hosts");
        return new Certificate(
                row.getLong("id"),
                owner,
                row.getString("name"),
                KeyKind.valueOf(row.getString("key_kind")),
                hosts.isEmpty() ? List.of() : Arrays.asList(hosts.split(" ", -1)),
                row.getString("fingerprint"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static TlsPolicy policy(ResultSet row) throws SQLException {
        return new TlsPolicy(
                TlsPolicy.Demand.valueOf(row.getString("demand")),
                TlsPolicy.Resumption.valueOf(row.getString("resumption")),
                row.getBoolean("strict_end"),
                row.getBoolean("clear_command"),
                new ClientCertificates(
                        ClientCertificates.Use.valueOf(row.getString("client_use")),
                        ClientCertificates.Name.valueOf(row.getString("client_name")),
                        row.getString("client_anchors")));
    }
}
