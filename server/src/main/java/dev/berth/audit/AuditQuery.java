package dev.berth.audit;

import dev.berth.audit.AuditRecord.Result;
import dev.berth.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/// Which records are asked for; the latest come first.
///
/// @param tenant those of a tenant; empty for all there are
/// @param from not older than that
/// @param until older than that
/// @param actor of this user or administrator
/// @param client from this address
/// @param operation of this kind
/// @param result that ended so
/// @param before older than this one, which was the last of the page before
/// @param limit how many at most
public record AuditQuery(
        Optional<TenantId> tenant,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> actor,
        Optional<String> client,
        Optional<String> operation,
        Optional<Result> result,
        Optional<AuditKey> before,
        int limit) {

    /// The latest of a tenant, or of all.
    public static AuditQuery latest(Optional<TenantId> tenant, int limit) {
        return new AuditQuery(
                tenant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }
}
