package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.admin.state.CertificateList.Owner;
import dev.berth.certificate.CertificateOwner;
import dev.berth.endpoint.Berth;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The certificates of a tenant.
///
/// @param list knows certificates
record CertificateSection(CertificateList list) implements Section<Berth> {

    @Override
    public String member() {
        return CertificateList.MEMBER;
    }

    @Override
    public Future<JsonArray> read(Berth berth, boolean hashes) {
        return list.read(new CertificateOwner.OfTenant(berth.tenant().id()), hashes);
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        var owner = new Owner(
                TenantSection.at(tenant),
                "tenant " + tenant,
                Map.of(TENANT, tenant),
                "putCertificate",
                "deleteCertificate");
        list.compare(owner, now, wanted, steps);
    }
}
