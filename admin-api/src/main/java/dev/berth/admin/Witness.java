package dev.berth.admin;

import dev.berth.endpoint.Directory;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent.Administered;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.Optional;

/// Tells of the calls of operations, and which tenant each was about: by its key, for another tenant may be called the
/// same some day. What somebody calls who does not see the tenant is nobody's.
final class Witness implements Events.Listener {

    private final Directory directory;
    private final Events events;

    /// @param events told of them
    Witness(Directory directory, Events events) {
        this.directory = directory;
        this.events = events;
    }

    /// Tells of a call of whom sees all.
    @Override
    public void on(Event event) {
        if (event instanceof Administered called) {
            tell(called, Optional.empty());
        } else {
            events.publish(event);
        }
    }

    /// Tells of a call whose tenant is there still.
    ///
    /// @param viewer the tenant of who sees one only
    void tell(Administered called, Optional<TenantId> viewer) {
        tenant(called, viewer).onComplete(owner -> events.publish(called.of(owner)), _ -> events.publish(called));
    }

    /// Tells of a call whose tenant was looked for before.
    void tell(Administered called) {
        events.publish(called);
    }

    /// The tenant that a call is about.
    ///
    /// @param viewer the tenant of who sees one only
    /// @return empty for none, for one that is not seen, and if nobody knows at the moment
    Future<Optional<TenantId>> tenant(Administered called, Optional<TenantId> viewer) {
        return called.tenant()
                .map(slug -> directory
                        .berth(slug, viewer)
                        .map(berth -> Optional.of(berth.tenant().id()))
                        .otherwise(Optional.empty()))
                .orElse(Future.succeededFuture(Optional.empty()));
    }
}
