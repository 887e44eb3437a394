package dev.berth.ban;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The bans as the database has them: all nodes share them.
public interface Bans {

    /// What has changed.
    ///
    /// @param revision up to which change
    /// @param made bans that are in force
    /// @param lifted the ids of bans that are not any more, before their time
    record Changed(long revision, List<Ban> made, List<Long> lifted) {

        public Changed {
            made = List.copyOf(made);
            lifted = List.copyOf(lifted);
        }
    }

    /// A ban that an administrator wants.
    ///
    /// @param tenant to which logins are refused; empty for all
    /// @param by the name of the administrator's token
    /// @param expires when it ends; empty for one that stands until it is lifted
    record Wanted(
            Optional<TenantId> tenant, ClientNetwork network, String by, String reason, Optional<Instant> expires) {

        public Wanted {
            network = Around.written(network);
        }
    }

    /// A ban that failed logins have brought about.
    ///
    /// @param tenant to which logins are refused; empty for all
    /// @param node where
    /// @param first how long the first one lasts; each further one of the same network twice as long
    /// @param longest but no longer than this
    record Earned(
            Optional<TenantId> tenant,
            ClientNetwork network,
            String node,
            String reason,
            Duration first,
            Duration longest) {}

    /// What has changed since a revision; since 0, all that is in force.
    Future<Changed> since(long revision);

    /// Those in force, by id.
    ///
    /// @param tenant only those of this tenant; empty for all
    Future<List<Ban>> inForce(Optional<TenantId> tenant);

    /// Makes a ban by hand. One of the same network that failed logins have brought about is replaced; one by hand
    /// is in the way.
    ///
    /// @return fails with [dev.berth.tenant.DirectoryRefused]
    Future<Ban> add(Wanted ban);

    /// Makes a ban because of failed logins, unless there is one already.
    ///
    /// @return the one that is in force
    Future<Ban> impose(Earned ban);

    /// Ends a ban before its time.
    ///
    /// @param tenant whose it must be; empty if it may be anybody's
    /// @return what it was; fails with [dev.berth.tenant.DirectoryRefused]
    Future<Ban> lift(long id, Optional<TenantId> tenant);
}
