package dev.berth;

import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.TenantManners;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Limits;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// A [Directory] in memory that keeps the contract: every change is whole or refused, has a revision of its own,
/// and answers later, on the caller's context.
class MemoryDirectory implements Directory {

    private final Map<TenantId, TenantManners> manners = new ConcurrentHashMap<>();
    private final Map<TenantId, Limits> limits = new ConcurrentHashMap<>();
    private final AtomicReference<Topology> topology = new AtomicReference<>(new Topology(1, List.of(), List.of()));

    @Override
    public Future<Long> revision() {
        return later(topology.get().revision());
    }

    @Override
    public Future<Topology> topology() {
        return later(topology.get());
    }

    @Override
    public Future<List<Endpoint>> endpoints() {
        return later(topology.get().endpoints());
    }

    @Override
    public Future<Berth> berth(Slug slug, Optional<TenantId> viewer) {
        return answer(() -> topology.get().berths().stream()
                .filter(berth -> berth.tenant().slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> refused(Reason.NOT_FOUND, "tenant", slug.value(), "must exist")));
    }

    @Override
    public Future<Berth> berth(TenantId tenant) {
        return answer(() -> topology.get().berths().stream()
                .filter(berth -> berth.tenant().id().equals(tenant))
                .findFirst()
                .orElseThrow(() -> refused(Reason.NOT_FOUND, "tenant", tenant.toString(), "must exist")));
    }

    @Override
    public Future<Revised<Endpoint>> createEndpoint(NewEndpoint wanted) {
        return change(before -> {
            Endpoint made = endpoint(before, wanted.name(), wanted.listeners(), Optional.empty(), wanted.sharedPool());
            List<Endpoint> endpoints = with(before.endpoints(), made);
            return new Changed<>(made, new Topology(before.revision() + 1, endpoints, before.berths()));
        });
    }

    @Override
    public Future<Revised<Berth>> createTenant(NewTenant wanted) {
        return change(before -> {
            String slug = wanted.slug().value();
            if (before.berths().stream().anyMatch(berth -> berth.tenant().slug().equals(wanted.slug()))) {
                throw refused(Reason.ALREADY_EXISTS, "slug", slug, "must be unique");
            }
            wanted.range().ifPresent(range -> free(before, slug, range));
            List<EndpointId> served = new ArrayList<>();
            for (String name : wanted.endpoints()) {
                served.add(before.endpoints().stream()
                        .filter(endpoint ->
                                endpoint.name().equals(name) && endpoint.owner().isEmpty())
                        .findFirst()
                        .orElseThrow(() -> refused(Reason.NOT_FOUND, "endpoints", name, "must exist"))
                        .id());
            }
            var id = new TenantId(before.berths().size() + 1);
            List<Endpoint> endpoints = before.endpoints();
            if (!wanted.listeners().isEmpty()) {
                Endpoint own = endpoint(before, slug, wanted.listeners(), Optional.of(id), Optional.empty());
                endpoints = with(endpoints, own);
                served.add(own.id());
            }
            var tenant = new Tenant(
                    id,
                    wanted.slug(),
                    wanted.name(),
                    TenantStatus.ACTIVE,
                    wanted.storageRoot().orElse(slug),
                    wanted.fileOwner(),
                    "");
            var made = new Berth(
                    tenant,
                    served,
                    wanted.range(),
                    wanted.external(),
                    DataRules.DEFAULT,
                    StatusCourse.of(tenant.status()),
                    wanted.plan(),
                    wanted.knownBy());
            return new Changed<>(made, new Topology(before.revision() + 1, endpoints, with(before.berths(), made)));
        });
    }

    @Override
    public Future<Revised<Berth>> setPassive(TenantId tenant, PassiveRange range, List<ExternalRule> external) {
        return change(before -> {
            List<Berth> berths = new ArrayList<>(before.berths());
            for (int i = 0; i < berths.size(); i++) {
                Berth old = berths.get(i);
                if (old.tenant().id().equals(tenant)) {
                    free(before, old.tenant().slug().value(), range);
                    var made = new Berth(
                            old.tenant(),
                            old.endpoints(),
                            Optional.of(range),
                            external,
                            old.data(),
                            old.course(),
                            old.plan(),
                            old.knownBy());
                    berths.set(i, made);
                    return new Changed<>(made, new Topology(before.revision() + 1, before.endpoints(), berths));
                }
            }
            throw refused(Reason.NOT_FOUND, "tenant", tenant.toString(), "must exist");
        });
    }

    @Override
    public Future<Revised<Berth>> setData(TenantId tenant, DataRules rules, Optional<Long> seen) {
        return change(before -> {
            List<Berth> berths = new ArrayList<>(before.berths());
            for (int i = 0; i < berths.size(); i++) {
                Berth old = berths.get(i);
                if (old.tenant().id().equals(tenant)) {
                    var made = new Berth(
                            old.tenant(),
                            old.endpoints(),
                            old.range(),
                            old.external(),
                            rules,
                            old.course(),
                            old.plan(),
                            old.knownBy());
                    berths.set(i, made);
                    return new Changed<>(made, new Topology(before.revision() + 1, before.endpoints(), berths));
                }
            }
            throw refused(Reason.NOT_FOUND, "tenant", tenant.toString(), "must exist");
        });
    }

    @Override
    public Future<Map<TenantId, TenantManners>> manners() {
        return later(Map.copyOf(manners));
    }

    @Override
    public Future<Revised<Berth>> setManners(TenantId tenant, TenantManners wanted, Optional<Long> seen) {
        return change(before -> before.berths().stream()
                .filter(berth -> berth.tenant().id().equals(tenant))
                .findFirst()
                .map(berth -> {
                    manners.put(tenant, wanted);
                    return new Changed<>(
                            berth, new Topology(before.revision() + 1, before.endpoints(), before.berths()));
                })
                .orElseThrow(() -> refused(Reason.NOT_FOUND, "tenant", tenant.toString(), "must exist")));
    }

    @Override
    public Future<Map<TenantId, Limits>> limits() {
        return later(Map.copyOf(limits));
    }

    /// Sets the limits of a tenant.
    void limit(TenantId tenant, Limits wanted) {
        limits.put(tenant, wanted);
        var _ = touch();
    }

    private static Endpoint endpoint(
            Topology before,
            String name,
            List<Listener> listeners,
            Optional<TenantId> owner,
            Optional<PassiveRange> pool) {
        for (Endpoint other : before.endpoints()) {
            if (other.name().equals(name)) {
                throw refused(Reason.ALREADY_EXISTS, "name", name, "must be unique");
            }
            for (Listener listener : listeners) {
                if (other.listeners().stream().anyMatch(mine -> mine.port() == listener.port())) {
                    throw refused(
                            Reason.CONFLICT,
                            "listeners[" + listeners.indexOf(listener) + "].port",
                            Integer.toString(listener.port()),
                            "is a port of endpoint " + other.name());
                }
            }
        }
        pool.ifPresent(range -> free(before, name, range));
        return new Endpoint(new EndpointId(before.endpoints().size() + 1), name, listeners, owner, pool);
    }

    private static void free(Topology before, String who, PassiveRange range) {
        for (Berth other : before.berths()) {
            String name = other.tenant().slug().value();
            if (!name.equals(who) && other.range().filter(range::overlaps).isPresent()) {
                throw refused(
                        Reason.CONFLICT,
                        "passive.ports",
                        range.toString(),
                        "of " + who + " must not overlap " + other.range().get() + " of " + name);
            }
        }
        for (Endpoint other : before.endpoints()) {
            if (!other.name().equals(who)
                    && other.sharedPool().filter(range::overlaps).isPresent()) {
                throw refused(
                        Reason.CONFLICT,
                        "passive.ports",
                        range.toString(),
                        "of " + who + " must not overlap the pool of endpoint " + other.name());
            }
        }
    }

    private <T> Future<Revised<T>> change(Function<Topology, Changed<T>> step) {
        return answer(() -> {
            while (true) {
                Topology before = topology.get();
                Changed<T> changed = step.apply(before);
                if (topology.compareAndSet(before, changed.after())) {
                    return new Revised<>(changed.value(), changed.after().revision());
                }
            }
        });
    }

    private static <E> List<E> with(List<E> list, E more) {
        List<E> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    private static DirectoryRefused refused(Reason reason, String field, String value, String rule) {
        return new DirectoryRefused(reason, field, value, rule);
    }

    private static <T> Future<T> answer(java.util.function.Supplier<T> work) {
        try {
            return later(work.get());
        } catch (DirectoryRefused refused) {
            return later(0).compose(_ -> Future.failedFuture(refused));
        }
    }

    /// A change of something that is kept elsewhere.
    ///
    /// @return its revision
    long touch() {
        return topology.updateAndGet(before -> new Topology(before.revision() + 1, before.endpoints(), before.berths()))
                .revision();
    }

    /// A future that is complete only after the caller has returned, as one of a database is.
    static <T> Future<T> later(T value) {
        Context context = Vertx.currentContext();
        return context == null
                ? Future.succeededFuture(value)
                : Future.future(promise -> context.runOnContext(_ -> promise.complete(value)));
    }

    private record Changed<T>(T value, Topology after) {}
}
