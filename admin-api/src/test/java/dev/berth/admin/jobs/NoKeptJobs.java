package dev.berth.admin.jobs;

import dev.berth.account.KeptJobs;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps nothing.
public class NoKeptJobs implements KeptJobs {

    @Override
    public Future<List<Removal>> removals(String node) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> begun(String id, String kind, TenantId tenant, String node, int total, Instant at) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> ended(Progress progress, State state, Instant at) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Integer> interrupted(String node, Instant at) {
        return Future.succeededFuture(0);
    }

    @Override
    public Future<List<Kept>> all(Optional<TenantId> tenant) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Optional<Kept>> one(String id, Optional<TenantId> tenant) {
        return Future.succeededFuture(Optional.empty());
    }
}
