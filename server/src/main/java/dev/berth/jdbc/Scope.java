package dev.berth.jdbc;

import dev.berth.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/// Whose rows statements see and touch. On PostgreSQL row-level security holds them to it, whatever they say
/// themselves: each transaction tells the database its scope, for its own time only, and one without sees nothing of
/// any tenant. H2 has no such thing; there the conditions of the statements stand alone.
///
/// @param text what the policies compare: `all`, or the id of a tenant
record Scope(String text) {

    /// For what concerns several tenants, or none, or one that is not known yet.
    static final Scope ALL = new Scope("all");

    /// Holds the transaction to the scope that is its value.
    static final String ENTER = "select set_config('berth.scope', ?, true)";

    static Scope of(TenantId tenant) {
        return new Scope(tenant.toString());
    }

    /// That of a caller who is bound to a tenant, or to none.
    static Scope of(Optional<TenantId> tenant) {
        return tenant.map(Scope::of).orElse(ALL);
    }

    /// Holds the transaction that has begun on a connection to this scope.
    void enter(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, text);
            statement.execute();
        }
    }
}
