package dev.berth.certificate;

import dev.berth.endpoint.EndpointId;
import dev.berth.tenant.TenantId;

/// Whose certificate it is.
public sealed interface CertificateOwner {

    /// A tenant's: shown to clients that ask for one of its names, and on its dedicated endpoint.
    record OfTenant(TenantId tenant) implements CertificateOwner {
        @Override
        public String toString() {
            return "tenant " + tenant;
        }
    }

    /// An endpoint's: shown there to everybody who has asked for no tenant's.
    record OfEndpoint(EndpointId endpoint) implements CertificateOwner {
        @Override
        public String toString() {
            return "endpoint " + endpoint;
        }
    }
}
