package dev.berth.account;

import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is kept of jobs, so that a restart leaves a true account of them; for a day after their end.
public interface KeptJobs {

    /// The kind of the jobs that remove the files of tenants.
    String REMOVAL = "file-removal";

    /// A job.
    ///
    /// @param id begins with its node's
    /// @param node where it runs
    /// @param total how many steps it has
    /// @param done how many were done when it was last told
    /// @param ended when; empty while it runs
    /// @param report what came of it so far, an object of JSON; empty if nothing did, or if it was not asked for
    record Kept(
            String id,
            String kind,
            Slug tenant,
            String node,
            State state,
            int total,
            int done,
            Instant began,
            Optional<Instant> ended,
            Optional<String> report) {}

    /// How it stands.
    enum State {
        /// It goes on.
        RUNNING,
        /// It has come to its end.
        DONE,
        /// Somebody did not want it any more.
        CANCELLED,
        /// A fault has ended it.
        FAILED,
        /// Its node has ended before it did.
        INTERRUPTED
    }

    /// How far a job is.
    ///
    /// @param id of the job
    /// @param report what came of it so far
    record Progress(String id, int done, String report) {}

    /// Files that are to be removed.
    ///
    /// @param job the id of the job that does it
    /// @param slug what the tenant was called
    /// @param tenant who is gone
    /// @param root its storage root
    record Removal(String job, Slug slug, TenantId tenant, String root) {}

    /// The removals that a node has not brought to their end.
    Future<List<Removal>> removals(String node);

    /// A job begins.
    Future<Void> begun(String id, String kind, TenantId tenant, String node, int total, Instant at);

    /// A job has ended.
    Future<Void> ended(Progress progress, State state, Instant at);

    /// A node begins: what it has left running was interrupted, but for [#removals], which go on.
    ///
    /// @return how many
    Future<Integer> interrupted(String node, Instant at);

    /// All of them by id, without their reports.
    ///
    /// @param tenant only those of one tenant; empty for all there are
    Future<List<Kept>> all(Optional<TenantId> tenant);

    /// One of them.
    ///
    /// @param tenant whose it must be; empty for anybody's
    Future<Optional<Kept>> one(String id, Optional<TenantId> tenant);
}
