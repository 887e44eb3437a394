package dev.berth.admin.state;

import dev.berth.admin.tenants.PlannedTenant;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.tenant.StorageRoot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What there is, and what there will be when a document is done: all that one part of it can clash with another for.
/// What could not be read is not in it, and was told of already.
final class Outcome {

    private final Map<String, NewEndpoint> endpointsBefore = new HashMap<>();
    private final Map<String, NewEndpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, PlannedTenant> tenantsBefore = new HashMap<>();
    private final Map<String, PlannedTenant> tenants = new LinkedHashMap<>();
    private final Set<String> plans = new HashSet<>();
    private final Set<String> unclear = new HashSet<>();
    private final Set<String> appPasswords = new HashSet<>();

    /// There is an endpoint that tenants share.
    void there(String name, NewEndpoint endpoint) {
        endpointsBefore.put(name, endpoint);
        endpoints.put(name, endpoint);
    }

    /// There is a tenant.
    void there(String slug, PlannedTenant tenant) {
        tenantsBefore.put(slug, tenant);
        tenants.put(slug, tenant);
    }

    /// There is a plan, or will be.
    void plan(String name) {
        plans.add(name);
    }

    /// There will be an endpoint of which nobody knows what it is.
    void unclearEndpoint(String name) {
        endpoints.remove(name);
        unclear.add(name);
    }

    /// There will be an endpoint that tenants share.
    void will(String name, NewEndpoint endpoint) {
        unclear.remove(name);
        endpoints.put(name, endpoint);
    }

    /// There will be a tenant of which nobody knows what it is.
    void unclearTenant(String slug) {
        tenants.remove(slug);
    }

    /// There will be a tenant.
    void will(String slug, PlannedTenant tenant) {
        tenants.put(slug, tenant);
    }

    /// There will be no such endpoint any more.
    void noEndpoint(String name) {
        endpoints.remove(name);
    }

    /// There will be no such tenant any more.
    void noTenant(String slug) {
        tenants.remove(slug);
    }

    /// There will be no such plan any more.
    void noPlan(String name) {
        plans.remove(name);
    }

    Map<String, NewEndpoint> endpointsBefore() {
        return endpointsBefore;
    }

    Map<String, NewEndpoint> endpoints() {
        return endpoints;
    }

    Map<String, PlannedTenant> tenantsBefore() {
        return tenantsBefore;
    }

    Map<String, PlannedTenant> tenants() {
        return tenants;
    }

    boolean hasPlan(String name) {
        return plans.contains(name);
    }

    /// Whether there will be an endpoint that could not be read.
    boolean isUnclear(String endpoint) {
        return unclear.contains(endpoint);
    }

    /// Whether no other app password of the document has this hash.
    boolean isFirst(String hash) {
        return appPasswords.add(hash);
    }

    /// Whether an endpoint is made, or becomes another.
    boolean isNewEndpoint(String name) {
        NewEndpoint will = endpoints.get(name);
        NewEndpoint was = endpointsBefore.get(name);
        return will != null && (was == null || !inOrder(will).equals(inOrder(was)));
    }

    /// Whether a tenant is made, or becomes another.
    boolean isNewTenant(String slug) {
        PlannedTenant will = tenants.get(slug);
        PlannedTenant was = tenantsBefore.get(slug);
        return will != null && (was == null || !inOrder(will).equals(inOrder(was)));
    }

    private static NewEndpoint inOrder(NewEndpoint endpoint) {
        return new NewEndpoint(endpoint.name(), inOrder(endpoint.listeners()), endpoint.sharedPool());
    }

    /// In which order a document names endpoints and listeners makes no difference.
    private static PlannedTenant inOrder(PlannedTenant tenant) {
        NewTenant place = tenant.place();
        return new PlannedTenant(
                new NewTenant(
                        place.slug(),
                        place.name(),
                        place.storageRoot().map(StorageRoot::checked),
                        place.fileOwner(),
                        place.endpoints().stream().distinct().sorted().toList(),
                        inOrder(place.listeners()),
                        place.range(),
                        place.external(),
                        place.plan(),
                        place.knownBy()),
                tenant.course(),
                false); // force is said of a change, and not kept
    }

    private static List<Listener> inOrder(List<Listener> listeners) {
        return listeners.stream()
                .sorted(Comparator.comparingInt(Listener::port))
                .toList();
    }
}
