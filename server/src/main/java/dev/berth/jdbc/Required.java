package dev.berth.jdbc;

import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.Signal;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StorageRoot;
import java.util.List;

/// What tenants and endpoints must be, whatever else is in the database; what is not is refused with its field.
final class Required {

    private static final int MOST_RULES = 100;
    private static final int LONGEST_NAME = 200;

    private Required() {}

    static void endpoint(NewEndpoint endpoint) {
        if (!Slug.isValid(endpoint.name())) {
            throw new DirectoryRefused(Reason.INVALID, "name", endpoint.name(), "is " + Slug.RULE);
        }
        if (endpoint.listeners().isEmpty()) {
            throw new DirectoryRefused(Reason.INVALID, "listeners", "[]", "has at least one listener");
        }
        Ports.requireApart("sharedPool", endpoint.sharedPool().stream().toList(), endpoint.listeners());
        listeners(endpoint.listeners());
    }

    static void tenant(NewTenant tenant) {
        if (tenant.name().isBlank()
                || tenant.name().length() > LONGEST_NAME
                || tenant.name().chars().anyMatch(Character::isISOControl)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "name",
                    tenant.name(),
                    "is 1 to " + LONGEST_NAME
                            + " characters, not all of them blank and none of them a control character");
        }
        if (tenant.endpoints().isEmpty() && tenant.listeners().isEmpty()) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "endpoints",
                    "[]",
                    "names at least one endpoint, unless the tenant has listeners of its own");
        }
        if (!tenant.listeners().isEmpty() && tenant.range().isEmpty()) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "passive.ports",
                    "none",
                    "is needed, because listeners of one's own have no shared pool");
        }
        Ports.requireApart("passive.ports", tenant.range().stream().toList(), tenant.listeners());
        external(tenant.external());
        listeners(tenant.listeners());
        var _ = tenant.storageRoot().map(StorageRoot::checked);
    }

    private static void listeners(List<Listener> listeners) {
        ProxySides.requireEqual(listeners);
        signals(listeners);
    }

    /// What a listener takes notice of must be there to be noticed.
    private static void signals(List<Listener> listeners) {
        for (Listener listener : listeners) {
            require(listener, Signal.DESTINATION, listener.proxy() == Listener.Proxy.REQUIRED, "proxy = required");
            require(listener, Signal.SNI, listener.tls() != Listener.Tls.NONE, "tls other than none");
        }
    }

    private static void require(Listener listener, Signal signal, boolean met, String need) {
        if (listener.tenantBy().contains(signal) && !met) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "listeners.tenantBy",
                    signal.word(),
                    "needs " + need + ", which port " + listener.port() + " does not have");
        }
    }

    static void external(List<ExternalRule> external) {
        if (external.size() > MOST_RULES) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "passive.external",
                    external.size() + " rules",
                    "has at most " + MOST_RULES + " rules");
        }
    }
}
