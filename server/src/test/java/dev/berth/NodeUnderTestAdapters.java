package dev.berth;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.quota.MemoryQuotaLedger;
import dev.berth.storage.Storage;
import dev.berth.tenant.Tenant;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a node under test is given: directory, certificates, logins, books and bans in memory; and what it publishes.
final class NodeUnderTestAdapters {

    private final MemoryAuthenticator authenticator = new MemoryAuthenticator();
    private final MemoryBans bans = new MemoryBans();
    private final MemoryQuotaLedger quotas = new MemoryQuotaLedger();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private final List<String> defects = new CopyOnWriteArrayList<>();
    private MemoryDirectory directory;
    private MemoryCertificates certificates;
    private Map<String, Tenant> tenants;

    /// For a node with these ports, which begins with an empty directory.
    Adapters fill(NodeUnderTestLayout layout, Storage storage) {
        directory = new MemoryDirectory();
        certificates = new MemoryCertificates(directory);
        tenants = awaited(layout.fill(directory));
        return new Adapters(
                directory,
                certificates,
                authenticator,
                authenticator,
                storage,
                quotas,
                bans,
                new Events(List.of(this::heard)));
    }

    MemoryDirectory directory() {
        return directory;
    }

    MemoryCertificates certificates() {
        return certificates;
    }

    MemoryAuthenticator authenticator() {
        return authenticator;
    }

    MemoryQuotaLedger quotas() {
        return quotas;
    }

    /// Whether there is a tenant of this slug.
    boolean hasTenant(String slug) {
        return tenants.containsKey(slug);
    }

    /// The tenant of a slug.
    Tenant tenant(String slug) {
        return tenants.get(slug);
    }

    /// Everything that was published since the start, oldest first.
    List<Event> events() {
        return List.copyOf(events);
    }

    /// The faults of its own that the server met since this was asked last.
    List<String> takeDefects() {
        List<String> found = List.copyOf(defects);
        defects.removeAll(found);
        return found;
    }

    private void heard(Event event) {
        events.add(event);
        if (event instanceof Event.CommandFailed failed) {
            defects.add(failed.toString());
        }
    }

    @CanIgnoreReturnValue
    static <T> T awaited(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
