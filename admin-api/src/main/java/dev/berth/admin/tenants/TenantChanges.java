package dev.berth.admin.tenants;

import static java.util.stream.Collectors.toSet;

import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.change.PortGuard;
import dev.berth.admin.change.Ports;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.bus.Applied;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes and alters tenants. Ports that cannot be opened leave everything as it was: they are looked at before
/// anything is stored, and if one is lost in between, what was stored is taken back.
final class TenantChanges {

    private final Directory directory;
    private final Alterations alterations;
    private final Changes changes;
    private final PortGuard guard;

    TenantChanges(Directory directory, Alterations alterations, Changes changes, PortGuard guard) {
        this.directory = directory;
        this.alterations = alterations;
        this.changes = changes;
        this.guard = guard;
    }

    /// What a change gave: the body of its answer, and the revision.
    record Done(JsonObject body, long revision) {}

    /// A tenant as it is, and as a request would write it.
    record Now(Revised<Berth> tenant, PlannedTenant request) {}

    /// Makes one.
    ///
    /// @return fails with a conflict if a port cannot be opened, and then there is no such tenant
    Future<Done> create(NewTenant wanted) {
        Ports ports = ports(wanted);
        return guard.requireFree(ports, Ports.none())
                .compose(_ -> directory.createTenant(wanted))
                .compose(made -> settle(
                        made,
                        ports,
                        Ports.none(),
                        () -> alterations.removeTenant(made.value().tenant().id(), Optional.of(made.revision()))));
    }

    /// Alters one.
    ///
    /// @param seen the revision on which the change was made
    /// @return fails with a conflict if a port cannot be opened, and then the tenant is what it was
    Future<Done> alter(Now now, PlannedTenant wanted, long seen) {
        Ports ports = ports(wanted.place());
        Ports before = ports(now.request().place());
        var id = now.tenant().value().tenant().id();
        return guard.requireFree(ports, before)
                .compose(_ -> alterations.alter(id, wanted.place(), wanted.course(), Optional.of(seen)))
                .compose(done -> settle(
                        done,
                        ports,
                        before,
                        () -> alterations
                                .alter(id, now.request().place(), now.request().course(), Optional.of(done.revision()))
                                .map(Revised::revision)));
    }

    /// How a change is taken back.
    @FunctionalInterface
    private interface Undo {
        Future<Long> run();
    }

    private Future<Done> settle(Revised<Berth> done, Ports wanted, Ports before, Undo undo) {
        Slug slug = done.value().tenant().slug();
        return changes.announce(done.revision(), Optional.of(slug))
                .compose(applied -> directory.endpoints().compose(endpoints -> {
                    Set<String> own = own(done.value(), endpoints);
                    List<FieldFault> failed =
                            PortGuard.failures(wanted, before, applied, Optional.of(slug), own, PortGuard.TAKEN_BACK);
                    return failed.isEmpty()
                            ? Future.succeededFuture(new Done(changed(done, applied, endpoints), done.revision()))
                            : takeBack(
                                    undo,
                                    slug,
                                    Problem.conflict(failed)
                                            .with(
                                                    "nodes",
                                                    new NodeStates(Optional.of(slug), own)
                                                            .toJson(changes.node(), applied)));
                }));
    }

    private Future<Done> takeBack(Undo undo, Slug slug, Problem why) {
        return undo.run()
                .compose(revision -> changes.announce(revision, Optional.of(slug)))
                .transform(_ -> Future.failedFuture(why));
    }

    private JsonObject changed(Revised<Berth> change, List<Applied> applied, List<Endpoint> endpoints) {
        Berth berth = change.value();
        var nodes = new NodeStates(Optional.of(berth.tenant().slug()), own(berth, endpoints));
        return new JsonObject()
                .put("tenant", TenantJson.of(berth, endpoints))
                .put("revision", change.revision())
                .put("nodes", nodes.toJson(changes.node(), applied));
    }

    private static Set<String> own(Berth berth, List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> berth.endpoints().contains(endpoint.id()))
                .map(Endpoint::name)
                .collect(toSet());
    }

    private static Ports ports(NewTenant place) {
        return new Ports("passive.ports", place.range(), place.listeners());
    }
}
