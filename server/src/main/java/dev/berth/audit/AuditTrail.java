package dev.berth.audit;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where the audit record is kept. Records are added and read; nothing changes one, and only the end of its retention
/// takes it away.
public interface AuditTrail {

    /// Adds records, all or none. One that is there already is not added again.
    ///
    /// @return fails with [dev.berth.tenant.DirectoryUnavailable] if nobody can say when it will be possible again
    Future<Void> append(List<AuditRecord> records);

    /// The records that fit, the latest first.
    Future<List<AuditRecord>> find(AuditQuery query);

    /// For how many days a tenant's records are kept; empty for the setting of the node.
    Future<Optional<Integer>> retention(TenantId tenant);

    /// Keeps a tenant's records for so many days; empty for the setting of the node. It is a change of the tenant, with
    /// a revision.
    Future<Void> retain(TenantId tenant, Optional<Integer> days);

    /// Of whom there are records, in the order of the ids; [TenantId#NOBODY] stands for what is no tenant's.
    ///
    /// @param after beginning behind this one
    Future<List<TenantId>> owners(Optional<TenantId> after, int limit);

    /// Removes the oldest records of an owner that are older than `time`.
    ///
    /// @return how many were removed; fewer than `most` if there are no more
    Future<Integer> forget(TenantId owner, Instant time, int most);
}
