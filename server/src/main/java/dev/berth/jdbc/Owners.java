package dev.berth.jdbc;

import dev.berth.tenant.TenantId;
import java.util.Optional;

/// Whose rows a query is about: one tenant's, or those of all tenants. The two are different statements: one that does
/// for both is planned for both, and then reads whole tables to find the rows of one tenant.
///
/// @param tenant empty for all
record Owners(Optional<TenantId> tenant) {

    static final Owners ALL = new Owners(Optional.empty());

    static Owners of(TenantId tenant) {
        return new Owners(Optional.of(tenant));
    }

    /// The condition of the query.
    ///
    /// @param column that names the tenant
    String where(String column) {
        return " where " + column + (tenant.isPresent() ? " = ?" : " is not null");
    }

    /// What its question mark stands for, if it has one.
    Object[] values() {
        return tenant.stream().map(TenantId::value).toArray();
    }
}
