package dev.berth.admin.state;

import dev.berth.admin.tenants.PlannedTenant;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.tenant.StorageRoot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what tenants would refer to in the end that is not there, and what two of them would have that one can have.
final class References {

    private final Outcome outcome;
    private final Steps steps;
    private final Map<String, String> domains = new HashMap<>();
    private final Map<String, String> destinations = new HashMap<>();
    private final Map<String, String> roots = new HashMap<>();

    private References(Outcome outcome, Steps steps) {
        this.outcome = outcome;
        this.steps = steps;
    }

    /// Names each of them.
    static void find(Outcome outcome, Steps steps) {
        var all = new References(outcome, steps);
        // What stays comes first, so that what is new is named.
        Stream.of(false, true)
                .forEach(isNew -> outcome.tenants().forEach((slug, tenant) -> {
                    if (outcome.isNewTenant(slug) == isNew) {
                        all.look(slug, tenant.place());
                    }
                }));
        outcome.tenants().forEach((slug, tenant) -> all.requireApart(slug, root(tenant.place())));
    }

    private void look(String slug, NewTenant tenant) {
        String at = TenantSection.at(slug);
        for (int i = 0; i < tenant.endpoints().size(); i++) {
            endpoint(slug, at + ".endpoints[" + i + "]", tenant.endpoints().get(i));
        }
        tenant.plan().filter(plan -> !outcome.hasPlan(plan.value())).ifPresent(plan -> {
            if (outcome.isNewTenant(slug)) {
                steps.refuse(at + ".plan", plan.value(), "is not the name of a plan, here or in the document");
            } else {
                steps.refuse(Steps.at("plans", plan.value()), "(left out)", "is that of tenant " + slug);
            }
        });
        if (!tenant.listeners().isEmpty() && outcome.endpoints().containsKey(slug)) {
            steps.refuse(at + ".slug", slug, "is the name of an endpoint; a tenant with listeners has one of its name");
        }
        taken(domains, tenant.knownBy().domains(), at + ".domains", "domain", slug);
        taken(
                destinations,
                tenant.knownBy().destinations().stream().map(Objects::toString).toList(),
                at + ".destinations",
                "destination",
                slug);
        ports(slug, at, tenant);
        roots.putIfAbsent(root(tenant), slug);
    }

    private void endpoint(String slug, String at, String name) {
        if (outcome.endpoints().containsKey(name) || outcome.isUnclear(name)) {
            return;
        }
        if (outcome.endpointsBefore().containsKey(name) && !outcome.isNewTenant(slug)) {
            steps.refuse(
                    Steps.at("endpoints", name), "(left out)", "serves tenant " + slug + "; take it away there first");
        } else {
            steps.refuse(at, name, "is not the name of an endpoint that tenants share, here or in the document");
        }
    }

    private void taken(Map<String, String> all, List<String> values, String field, String what, String slug) {
        for (int i = 0; i < values.size(); i++) {
            String other = all.putIfAbsent(values.get(i), slug);
            if (other != null) {
                steps.refuse(field + "[" + i + "]", values.get(i), "is a " + what + " of tenant " + other);
            }
        }
    }

    /// A tenant without passive ports has those of its endpoints; one with them needs the same header on all of these.
    private void ports(String slug, String at, NewTenant tenant) {
        List<NewEndpoint> shared = tenant.endpoints().stream()
                .flatMap(name -> Optional.ofNullable(outcome.endpoints().get(name)).stream())
                .toList();
        if (tenant.range().isEmpty()) {
            shared.stream()
                    .filter(endpoint -> endpoint.sharedPool().isEmpty())
                    .findFirst()
                    .ifPresent(endpoint -> needed(slug, at, endpoint));
            return;
        }
        long sides = Stream.concat(
                        tenant.listeners().stream(), shared.stream().flatMap(endpoint -> endpoint.listeners().stream()))
                .map(Listener::proxy)
                .distinct()
                .count();
        if (sides > 1) {
            steps.refuse(
                    at + ".passive.ports",
                    tenant.range().get().toString(),
                    "are possible only if proxy is the same on all endpoints of the tenant");
        }
    }

    private void needed(String slug, String at, NewEndpoint endpoint) {
        if (outcome.isNewTenant(slug)) {
            steps.refuse(
                    at + ".passive.ports",
                    "(missing)",
                    "is needed, because endpoint " + endpoint.name() + " has no shared pool");
        } else {
            steps.refuse(
                    Steps.at("endpoints", endpoint.name()) + ".sharedPool",
                    "(missing)",
                    "is needed, because tenant " + slug + " has no passive ports of its own");
        }
    }

    /// No tenant's files are, or lie in, another's; and they stay where they are.
    private void requireApart(String slug, String root) {
        String field = TenantSection.at(slug) + ".storageRoot";
        PlannedTenant before = outcome.tenantsBefore().get(slug);
        if (before != null && !root(before.place()).equals(root)) {
            steps.refuse(field, root, "stays " + root(before.place()) + ", since the files would not follow");
        }
        for (int end = root.length(); end > 0; end = root.lastIndexOf('/', end - 1)) {
            String other = roots.get(root.substring(0, end));
            if (other != null && !other.equals(slug)) {
                steps.refuse(field, root, "shares files with " + root.substring(0, end) + " of tenant " + other);
            }
        }
    }

    private static String root(NewTenant tenant) {
        return tenant.storageRoot()
                .map(StorageRoot::checked)
                .orElse(tenant.slug().value());
    }
}
